using System.IO.Compression;
using System.Net;

namespace IqWorkflows.Designer.Tests;

public sealed class StudioFilesTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("_framework/dotnet.js", "text/javascript", "no-cache")]
    [InlineData("_framework/blazor.webassembly.js", "text/javascript", "no-cache")]
    [InlineData("_content/MudBlazor/MudBlazor.min.css", "text/css", "public, max-age=86400")]
    [InlineData("_content/Radzen.Blazor/fonts/RobotoFlex.woff2", "font/woff2", "public, max-age=86400")]
    public async Task Files_come_with_their_content_type_and_are_kept_as_long_as_they_hold(string path, string type, string caching)
    {
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await client.GetAsync("/designer/" + path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(caching, answer.Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task WebAssembly_comes_compressed_to_those_who_take_it_and_unpacked_to_all_others()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        var name = Path.GetFileName(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "studio", "_framework"), "*.wasm.br").Order(StringComparer.Ordinal).First())[..^".br".Length];
        using var asking = new HttpRequestMessage(HttpMethod.Get, "/designer/_framework/" + name) { Headers = { { "Accept-Encoding", "gzip, br" } } };

        using var packed = await client.SendAsync(asking);
        var plain = await client.GetByteArrayAsync("/designer/_framework/" + name);

        Assert.Equal("application/wasm", packed.Content.Headers.ContentType?.MediaType);
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        Assert.Equal("public, max-age=31536000, immutable", packed.Headers.GetValues("Cache-Control").Single());
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress))
            await brotli.CopyToAsync(unpacked);
        Assert.Equal(plain, unpacked.ToArray());
    }

    [Theory]
    [InlineData("_framework/../package.json")]
    [InlineData("_framework/%2e%2e/package.json")]
    [InlineData("_framework/nothing.wasm")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await client.GetAsync("/designer/" + path);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }
}
