using IqWorkflows.Casework.Play;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Hosting;

/// <summary>A database made anew for a demonstration, in a folder of its own beside the real one.</summary>
internal static class Demo
{
    /// <summary>Cases beside the stories of the scripts.</summary>
    public const int Others = 110;

    /// <summary>The options of a server that shows the demonstration: its own folder, and mails to nobody but a folder.</summary>
    public static ServerOptions Of(ServerOptions options)
    {
        var folder = Path.Combine(options.DataFolder, "demo");
        return options with { DataFolder = folder, Place = DatabasePlace.InFolder(folder), Smtp = null, MailFolder = Path.Combine(folder, "mail") };
    }

    /// <summary>Throws the last demonstration away and plays a new one until now.</summary>
    public static async Task<DemoFilled> FillAsync(ServerOptions options, int others, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        if (options.MailFolder is { } mails)
            Directory.CreateDirectory(mails); // so that what the server says is there is there
        var path = Path.GetFullPath(Path.Combine(options.DataFolder, IqServer.DatabaseFile));
        // The key as well, so that the new one is shown.
        foreach (var old in Directory.EnumerateFiles(options.DataFolder, IqServer.DatabaseFile + "*").Concat(Directory.EnumerateFiles(options.DataFolder, "api-key*")).ToList())
            File.Delete(old);
        var scene = RulesFolder.Scene(options.RulesFolder);
        var stories = Directory.EnumerateFiles(Path.Combine(options.RulesFolder, "cases"), "*.yaml").Order(StringComparer.Ordinal).Select(ScriptFile.Read).ToList();
        return await new PlayDemo(scene, stories).RunAsync(path, others, (options.Clock ?? TimeProvider.System).GetUtcNow(), cancellationToken);
    }
}
