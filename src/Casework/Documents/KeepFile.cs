using System.Security.Cryptography;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Documents;

namespace IqWorkflows.Casework.Documents;

/// <summary>What became of a file that somebody wanted to add. Exactly one of these.</summary>
public abstract record FileAnswer
{
    private FileAnswer()
    {
    }

    /// <summary>It is safe.</summary>
    public sealed record Kept(string Id) : FileAnswer;

    /// <summary>Nothing was kept. What is wrong: <c>empty</c>, <c>large</c>, <c>kind</c>, <c>same</c>, <c>many</c>, <c>document</c>, <c>case</c>.</summary>
    public sealed record Refused(string Reason) : FileAnswer;
}

/// <summary>Adds a file to a case, to one of its documents or to none in particular.</summary>
public sealed class KeepFile(IqRuntime runtime)
{
    /// <summary>In bytes: 20 MB.</summary>
    public const int Largest = 20 * 1024 * 1024;

    /// <summary>So that no case fills the disk by mistake.</summary>
    public const int MostOfCase = 500;

    /// <param name="caseId">The case.</param>
    /// <param name="about">The document that it shows; null: none in particular.</param>
    /// <param name="name">As it is called where it comes from.</param>
    /// <param name="content">All of it.</param>
    /// <param name="who">Id of whoever adds it.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<FileAnswer> RunAsync(string caseId, ObjectRef? about, string name, byte[] content, string who, CancellationToken cancellationToken)
    {
        if (content.Length == 0)
            return Task.FromResult<FileAnswer>(new FileAnswer.Refused("empty"));
        if (content.Length > Largest)
            return Task.FromResult<FileAnswer>(new FileAnswer.Refused("large"));
        if (FileKind.Of(content) is not { } kind)
            return Task.FromResult<FileAnswer>(new FileAnswer.Refused("kind"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return runtime.Writer.WriteAsync<FileAnswer>(
            turn =>
            {
                if (!CaseTable.Exists(turn, caseId))
                    return new FileAnswer.Refused("case");
                if (about is { } document && (document.Kind != "document" || !CaseTable.HasObject(turn, caseId, document.Kind, document.Number)))
                    return new FileAnswer.Refused("document");
                if (UploadTable.Same(turn, caseId, hash) is not null)
                    return new FileAnswer.Refused("same");
                if (UploadTable.Count(turn, caseId) >= MostOfCase)
                    return new FileAnswer.Refused("many");
                var now = runtime.Now;
                var row = new UploadRow
                {
                    Id = Publishing.NewId(now),
                    CaseId = caseId,
                    Object = about?.ToString(),
                    Name = kind.NameFor(name),
                    MediaType = kind.MediaType,
                    Size = content.Length,
                    Hash = hash,
                    AddedAt = now,
                    AddedBy = who,
                };
                UploadTable.Insert(turn, row, content);
                CaseLog.Write(turn, caseId, now, who, "file-added", row.Object, [row.Id]);
                runtime.News.Tell(turn, caseId);
                return new FileAnswer.Kept(row.Id);
            },
            cancellationToken);
    }
}

/// <summary>Takes a file out of a case again. Its line stays, with who did it and why.</summary>
public sealed class DeleteFile(IqRuntime runtime)
{
    /// <returns>False when there is no such file any more, or no reason was given.</returns>
    public async Task<bool> RunAsync(string caseId, string id, string reason, string who, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 300)
            return false;
        return await runtime.Writer.WriteAsync(
            turn =>
            {
                if (!UploadTable.Delete(turn, caseId, id, who, reason.Trim(), runtime.Now))
                    return false;
                CaseLog.Write(turn, caseId, runtime.Now, who, "file-deleted", null, [id]);
                runtime.News.Tell(turn, caseId);
                return true;
            },
            cancellationToken);
    }
}

/// <summary>A file with what is in it.</summary>
public sealed record ShownFile(UploadRow Row, byte[] Content);

/// <summary>Reads the files of a case.</summary>
public sealed class ShowFiles(IqRuntime runtime)
{
    /// <summary>All of a case, deleted ones too, newest first, without their contents.</summary>
    public Task<List<UploadRow>> RunAsync(string caseId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => UploadTable.Of(turn, caseId), cancellationToken);

    /// <returns>Null when the case has no such file.</returns>
    public Task<ShownFile?> FindAsync(string caseId, string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => UploadTable.Find(turn, caseId, id) is { } row && UploadTable.Content(turn, id) is { } content ? new ShownFile(row, content) : null, cancellationToken);
}
