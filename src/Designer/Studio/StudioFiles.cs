using System.Collections.Frozen;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace IqWorkflows.Designer.Studio;

/// <summary>The files of Elsa Studio as npm brought them: compressed as they lie there, with their own content types, and kept by browsers where their names change with their content.</summary>
internal sealed class StudioFiles
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";
    private const string ForAWhile = "public, max-age=86400";

    private static readonly FileExtensionContentTypeProvider s_types = new(new Dictionary<string, string>(new FileExtensionContentTypeProvider().Mappings, StringComparer.OrdinalIgnoreCase)
    {
        [".dat"] = "application/octet-stream",
        [".wasm"] = "application/wasm",
        [".webmanifest"] = "application/manifest+json",
        [".js"] = "text/javascript",
        [".cur"] = "image/x-icon",
        [".scss"] = "text/plain",
    });

    private readonly FrozenDictionary<string, StudioFile> _files;

    public StudioFiles(string folder)
    {
        var files = new Dictionary<string, StudioFile>(StringComparer.Ordinal);
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var isCompressed = name.EndsWith(".br", StringComparison.Ordinal);
            if (isCompressed)
                name = name[..^".br".Length];
            files[name] = new StudioFile(path, isCompressed, s_types.TryGetContentType(name, out var type) ? type : "application/octet-stream", CachingOf(name), new FileInfo(path).LastWriteTimeUtc.Ticks);
        }
        _files = files.ToFrozenDictionary();
    }

    /// <summary>Whether the package is there at all.</summary>
    public bool Any => _files.Count > 0;

    public async Task AnswerAsync(HttpContext http, string name)
    {
        var (request, response) = (http.Request, http.Response);
        if (!_files.TryGetValue(name, out var file))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.Headers.CacheControl = file.Caching;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = file.Tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = file.Type;
        if (!file.IsCompressed || TakesBrotli(request))
        {
            if (file.IsCompressed)
                response.Headers.ContentEncoding = "br";
            await response.SendFileAsync(file.Path, http.RequestAborted);
            return;
        }
        await using var compressed = File.OpenRead(file.Path);
        await using var plain = new BrotliStream(compressed, CompressionMode.Decompress);
        await plain.CopyToAsync(response.Body, http.RequestAborted);
    }

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    /// <summary>Names in <c>_framework</c> carry a hash of the content, but for those that name all others.</summary>
    private static string CachingOf(string name) => name switch
    {
        "_framework/dotnet.js" or "_framework/blazor.webassembly.js" => AskAgain,
        _ when name.StartsWith("_framework/", StringComparison.Ordinal) => Forever,
        _ => ForAWhile,
    };

    private sealed record StudioFile(string Path, bool IsCompressed, string Type, string Caching, long Version)
    {
        public string Tag { get; } = $"\"{Version:x}\"";
    }
}
