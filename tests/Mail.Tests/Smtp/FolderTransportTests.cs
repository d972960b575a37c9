using IqWorkflows.Mail.Tests.Outbox;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Mail.Tests.Smtp;

public sealed class FolderTransportTests
{
    [Fact]
    public async Task Every_mail_is_a_file_that_mail_programs_open()
    {
        var folder = Directory.CreateTempSubdirectory("iq-mails");
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M01");

        await post.SendAsync(new FolderTransport(Path.Combine(folder.FullName, "mail")));

        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder.FullName, "mail")));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Contains("vielen Dank für Ihre Anfrage", ReceivedMail.Read(await File.ReadAllBytesAsync(file)).Part("text/plain").Text, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_makes_mails_wait()
    {
        var file = Path.GetTempFileName(); // where a folder should be
        await using var post = await Post.BeginAsync();
        await post.WriteAsync("M01");

        await post.SendAsync(new FolderTransport(Path.Combine(file, "mail")));

        Assert.Equal(Storage.Mail.MessageState.Queued, (await post.RowAsync()).State);
        Assert.NotNull((await post.RowAsync()).LastError);
        File.Delete(file);
    }
}
