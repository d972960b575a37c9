namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>A generated program: its statements, and the text both sides run.</summary>
internal sealed record DifferentialProgram(int Seed, IReadOnlyList<string> Statements)
{
    private static readonly string s_show = DifferentialNode.Resource("DifferentialShow.js");

    /// <summary>Everything the program logged, how it ended, and apart from these the numbers on which two libraries may differ in the last place.</summary>
    public string Text => $$"""
        {{s_show}}
        const $log = [], $near = [];
        let $rounds = 0;
        const $run = () => {
        {{string.Join('\n', Statements)}}
        };
        let $end;
        try {
          $end = 'gives ' + $show($run());
        } catch ($e) {
          $end = 'throws ' + ($e instanceof Error ? $e.name : $show($e));
        }
        $show($log) + '\n' + $end + '\n' + $near.join(' ');
        """;

    public IEnumerable<DifferentialProgram> WithOneStatementLess() =>
        Enumerable.Range(0, Statements.Count).Select(left => this with { Statements = [.. Statements.Where((_, i) => i != left)] });
}
