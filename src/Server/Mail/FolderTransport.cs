using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Server.Mail;

/// <summary>Puts every mail into a folder as an <c>.eml</c> file, which any mail program opens. The default: nothing leaves the house before somebody wants it to.</summary>
internal sealed class FolderTransport(string folder) : IMailTransport
{
    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var name = FileName(mail);
            var written = Path.Combine(folder, name + ".part");
            await File.WriteAllBytesAsync(written, MimeText.Of(mail), cancellationToken);
            File.Move(written, Path.Combine(folder, name), overwrite: true); // a second attempt is the same file
            return new Delivery.Accepted(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Delivery.Deferred(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return new Delivery.Deferred("Stopped before the file was written.");
        }
    }

    private static string FileName(OutgoingMail mail)
    {
        var id = mail.MessageId.Trim('<', '>').Split('@')[0];
        return $"{mail.Date.UtcDateTime:yyyy-MM-dd-HHmm} {string.Concat(id.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'))}.eml";
    }
}
