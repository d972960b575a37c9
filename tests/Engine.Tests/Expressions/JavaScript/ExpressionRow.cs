using System.Reflection;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>One line of a file in Rows: <c>source ==> expected</c>. In the source ⏎ stands for a line break; lines that begin with "# " are headings.</summary>
/// <param name="Place">File and line, "operators.txt:12".</param>
/// <param name="Expected">A value in the text of <see cref="ExpressionText"/>, "throws TypeError", "syntax error" or "refused: class".</param>
internal sealed record ExpressionRow(string Place, string Source, string Expected)
{
    private const string Arrow = " ==> ";

    public static IReadOnlyList<ExpressionRow> All { get; } = [.. ReadAll()];

    private static IEnumerable<ExpressionRow> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Rows/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // the name was listed above
            var number = 0;
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal)) continue;

                var at = line.LastIndexOf(Arrow, StringComparison.Ordinal);
                if (at < 0) throw new InvalidDataException($"{resource}:{number}: no '{Arrow}' in: {line}");
                yield return new ExpressionRow($"{resource["Rows/".Length..]}:{number}", line[..at].Replace('⏎', '\n'), line[(at + Arrow.Length)..]);
            }
        }
    }
}
