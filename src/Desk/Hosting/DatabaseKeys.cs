using System.Xml.Linq;
using IqWorkflows.Casework;
using IqWorkflows.Storage.Settings;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace IqWorkflows.Desk.Hosting;

/// <summary>Keeps the keys of cookies, forms and secrets in the database, so that all nodes on it share them and a backup holds them.</summary>
internal sealed class DatabaseKeys(IqRuntime runtime, string formerFolder) : IXmlRepository
{
    private readonly Lock _lock = new();
    private bool _hasMoved;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        MoveFromFolder();
        using var db = runtime.Database.Contexts.CreateDbContext();
        return [.. db.ProtectionKeys.OrderBy(key => key.Id).Select(key => key.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName) => Store(friendlyName, element);

    /// <summary>Earlier versions kept the keys as files. They are taken over once and then go: nobody shall be signed out by an update.</summary>
    private void MoveFromFolder()
    {
        lock (_lock)
        {
            if (_hasMoved || !Directory.Exists(formerFolder))
                return;
            foreach (var file in Directory.EnumerateFiles(formerFolder, "*.xml").Order(StringComparer.Ordinal).ToList())
            {
                Store(Path.GetFileNameWithoutExtension(file), XElement.Load(file));
                File.Delete(file);
            }
            if (!Directory.EnumerateFileSystemEntries(formerFolder).Any())
                Directory.Delete(formerFolder);
            _hasMoved = true;
        }
    }

    // Data protection asks without await, a few times a year; the writer works on a thread of its own and answers.
    private void Store(string id, XElement element) => runtime.Writer.WriteAsync(
        turn => ProtectionKeyRow.Insert(turn, new ProtectionKeyRow { Id = id, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = runtime.Clock.GetUtcNow() }), CancellationToken.None).GetAwaiter().GetResult();
}
