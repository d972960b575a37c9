namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>Statements of a random program. It always ends: every loop counts in $rounds, functions call only functions made before them.</summary>
internal sealed class DifferentialGenerator
{
    private readonly Random _random;
    private readonly DifferentialExpressions _expressions;
    private readonly List<string> _labels = [];
    private int _names;
    private int _functionDepth;

    private DifferentialGenerator(int seed)
    {
        _random = new Random(seed);
        _expressions = new DifferentialExpressions(_random);
    }

    public static DifferentialProgram Program(int seed)
    {
        var generator = new DifferentialGenerator(seed);
        var statements = Enumerable.Range(0, 4 + generator._random.Next(10)).Select(_ => generator.Statement(2)).ToList();
        statements.Add($"return [{string.Join(", ", generator._expressions.Names)}];");
        return new DifferentialProgram(seed, statements);
    }

    private string Statement(int depth)
    {
        if (depth == 0 || _random.Next(100) < 45) return Simple();
        return _random.Next(16) switch
        {
            0 or 1 => $"if ({Condition()}) {Block(depth)}" + (_random.Next(2) == 0 ? "" : $" else {Block(depth)}"),
            2 => CountingLoop(depth),
            3 or 4 => ForOf(depth),
            5 => ForIn(depth),
            6 => $"while ($rounds++ < {10 + _random.Next(60)} && {Condition()}) {LoopBody(depth)}",
            7 => $"do {LoopBody(depth)} while ($rounds++ < {10 + _random.Next(60)} && {Condition()});",
            8 or 9 => Try(depth),
            10 => Switch(depth),
            11 or 12 => Function(depth),
            13 => Closures(),
            14 => Block(depth),
            _ => LabelledBlock(depth),
        };
    }

    private string Simple() => _random.Next(24) switch
    {
        0 or 1 or 2 => Declaration(DifferentialType.Number, "let", _expressions.Number(3)),
        3 or 4 => Declaration(DifferentialType.Text, Pick("let", "const", "var"), _expressions.Text(3)),
        5 or 6 => Declaration(DifferentialType.Numbers, Pick("let", "const"), _expressions.Numbers(3)),
        7 => Declaration(DifferentialType.Texts, "let", _expressions.Texts(3)),
        8 => Declaration(DifferentialType.Record, Pick("let", "const"), _expressions.Record(3)),
        9 => Declaration(DifferentialType.Map, "const", _expressions.Map(2)),
        10 => Declaration(DifferentialType.Set, "const", _expressions.Set(2)),
        11 => Declaration(DifferentialType.Date, "const", _expressions.Date(2)),
        12 => Destructuring(),
        13 or 14 => _expressions.Assignment(3) + ";",
        15 or 16 => _expressions.Change(3) + ";",
        17 when _functionDepth > 0 => $"if ({Condition()}) return {_expressions.Any(2)};",
        18 when _random.Next(4) == 0 => $"if ({Condition()}) throw {Pick("new TypeError('t')", "new RangeError()", _expressions.Any(2), "{ code: 1 }")};",
        19 when _random.Next(3) == 0 => $"$near.push({_expressions.NearlyEqual()});",
        20 => Getter(),
        _ => $"$log.push({_expressions.Any(3)});",
    };

    private string Declaration(DifferentialType type, string keyword, string value)
    {
        var name = NewName();
        var statement = $"{keyword} {name} = {_expressions.Bounded(type, value)};";
        _expressions.Declare(name, type, isConstant: keyword == "const");
        return statement;
    }

    private string Destructuring()
    {
        string a = NewName(), b = NewName();
        var statement = _random.Next(5) switch
        {
            0 => $"let [{a} = 1, {b} = {a}] = {_expressions.Numbers(2)};",
            1 => $"const {{ a: {a} = {_expressions.Number(1)}, b: {b} = 2 }} = {_expressions.Record(2)};",
            2 => $"let [{a}, , {b} = -1] = {_expressions.Numbers(2)};",
            3 => $"let {{ length: {a}, [{_random.Next(3)}]: {b} = 0 }} = {_expressions.Numbers(2)};",
            _ => $"let [[{a}, {{ x: {b} = 5 }}] = [3, {{}}]] = [[{_expressions.Number(2)}, {{ x: {_expressions.Number(1)} }}]];",
        };
        _expressions.Declare(a, DifferentialType.Number, isConstant: true);
        _expressions.Declare(b, DifferentialType.Number, isConstant: true);
        return statement;
    }

    private string Getter()
    {
        var name = NewName();
        var statement = $"const {name} = {{ n: {_expressions.Number(2)}, get a() {{ return this.n; }}, set a(v) {{ this.n = {_expressions.Number(1)}; $log.push(v); }}, b: {_expressions.Text(1)} }};";
        _expressions.Declare(name, DifferentialType.Record, isConstant: true);
        return statement;
    }

    private string Block(int depth) => _expressions.Scope(() => $"{{ {string.Join(' ', Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Statement(depth - 1)))} }}");

    private string LoopBody(int depth)
    {
        var leave = _random.Next(3) switch
        {
            0 => $" if ({Condition()}) {Pick("break", "continue")};",
            1 when _labels.Count > 0 => $" if ({Condition()}) {Pick("break", "continue")} {_labels[_random.Next(_labels.Count)]};",
            _ => "",
        };
        var block = Block(depth);
        return block[..^1] + leave + " }";
    }

    private string CountingLoop(int depth)
    {
        var i = NewName();
        var label = "l" + ++_names;
        return _expressions.Scope(() =>
        {
            _expressions.Declare(i, DifferentialType.Number, isConstant: true);
            _labels.Add(label);
            var loop = $"{label}: for (let {i} = {_random.Next(3)}; {i} < {2 + _random.Next(5)} && $rounds++ < 200; {i}++) {LoopBody(depth)}";
            _labels.Remove(label);
            return loop;
        });
    }

    private string ForOf(int depth) => _expressions.Scope(() =>
    {
        var (source, pattern, types) = _random.Next(6) switch
        {
            0 => (_expressions.Text(2), "@", new[] { DifferentialType.Text }),
            1 => (_expressions.Map(2), "[@, @]", [DifferentialType.Text, DifferentialType.Number]),
            2 => (_expressions.Set(2), "@", [DifferentialType.Number]),
            3 => ($"Object.entries({_expressions.Record(2)})", "[@]", [DifferentialType.Text]),
            4 => ($"{_expressions.Numbers(2)}.entries()", "[@, @]", [DifferentialType.Number, DifferentialType.Number]),
            _ => (_expressions.Numbers(2), "@", [DifferentialType.Number]),
        };
        foreach (var type in types)
        {
            var name = NewName();
            var at = pattern.IndexOf('@', StringComparison.Ordinal);
            pattern = pattern[..at] + name + pattern[(at + 1)..];
            _expressions.Declare(name, type, isConstant: true);
        }
        return $"for (const {pattern} of {source}) {{ if ($rounds++ > 200) break; {LoopBody(depth)} }}";
    });

    private string ForIn(int depth) => _expressions.Scope(() =>
    {
        var source = _random.Next(2) == 0 ? _expressions.Record(2) : _expressions.Numbers(2);
        var key = NewName();
        _expressions.Declare(key, DifferentialType.Text, isConstant: true);
        return $"for (const {key} in {source}) {{ if ($rounds++ > 200) break; {LoopBody(depth)} }}";
    });

    private string Try(int depth)
    {
        var risky = _random.Next(3) == 0 ? $" {Pick("null.x", "undefined()", "missing", "[].reduce((a, b) => a)", "JSON.parse('{')", "'a'.repeat(-1)", "throw " + _expressions.Any(1))};" : "";
        var body = Block(depth)[..^1] + risky + " }";
        var caught = Block(depth);
        return _random.Next(3) switch
        {
            0 => $"try {body} catch {caught}",
            1 => $"try {body} catch ($c) {{ $log.push($c instanceof Error ? $c.name : $c); {caught} }} finally {Block(depth)}",
            _ => $"try {body} catch ($c) {{ $log.push($c instanceof Error ? $c.name : $c); {caught} }}",
        };
    }

    private string Switch(int depth)
    {
        var isText = _random.Next(2) == 0;
        var subject = isText ? _expressions.Text(1) : $"{_expressions.Number(1)} & 3";
        var cases = Enumerable.Range(0, 2 + _random.Next(3)).Select(i => (isText ? $"case {_expressions.Text(1)}: " : $"case {i}: ") + Block(depth) + (_random.Next(3) == 0 ? "" : " break;")).ToList();
        if (_random.Next(2) == 0) cases.Insert(_random.Next(cases.Count + 1), "default: " + Block(depth) + (_random.Next(2) == 0 ? "" : " break;"));
        return $"switch ({subject}) {{ {string.Join(' ', cases)} }}";
    }

    private string Function(int depth)
    {
        var name = "f" + ++_names;
        var labels = _labels.ToList();
        _labels.Clear();
        _functionDepth++;
        var function = _expressions.Scope(() =>
        {
            string a = NewName(), b = NewName(), rest = NewName();
            _expressions.Declare(a, DifferentialType.Number, isConstant: false);
            _expressions.Declare(b, DifferentialType.Number, isConstant: false);
            var parameters = _random.Next(4) switch
            {
                0 => $"{a}, {b} = {_expressions.Number(1)}",
                1 => $"{a} = {_random.Next(9)}, ...[{b}]",
                2 => $"{a}, {b}, ...{rest}",
                _ => $"{a}, {b}",
            };
            var body = Block(depth)[..^1] + $" return {_expressions.Number(2)}; }}";
            return _random.Next(3) switch
            {
                0 => $"function {name}({parameters}) {body}",
                1 => $"const {name} = ({parameters}) => {body};",
                _ => $"const {name} = function ({parameters}) {body};",
            };
        });
        _functionDepth--;
        _labels.AddRange(labels);
        _expressions.DeclareFunction(name);
        return function;
    }

    private string Closures()
    {
        string list = NewName(), i = NewName();
        var make = $"const {list} = []; for ({Pick("let", "var")} {i} = 0; {i} < 3; {i}++) {{ {list}.push(() => {i}{Pick("", "++", " * 2")}); }}";
        return $"{make} $log.push({list}.map(f => f()), {list}.map(f => f()));";
    }

    private string LabelledBlock(int depth)
    {
        var label = "b" + ++_names;
        return $"{label}: {Block(depth)[..^1]} if ({Condition()}) break {label}; {_expressions.Scope(() => Statement(depth - 1))} }}";
    }

    private string Condition() => _expressions.Truth(2);

    private string NewName() => "v" + ++_names;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
