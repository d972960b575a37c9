using System.Globalization;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

internal enum DifferentialType
{
    Number,
    Text,
    Numbers,
    Texts,
    Record,
    Map,
    Set,
    Date,
}

/// <summary>Random expressions of a wanted type over the names declared so far. What is stored is bounded in length, so that nothing grows without end.</summary>
internal sealed class DifferentialExpressions(Random random)
{
    private readonly List<(string Name, DifferentialType Type, bool IsConstant)> _names = [];
    private readonly List<string> _functions = [];

    public IEnumerable<string> Names => _names.Select(name => name.Name);

    public void Declare(string name, DifferentialType type, bool isConstant) => _names.Add((name, type, isConstant));

    public void DeclareFunction(string name) => _functions.Add(name);

    /// <summary>What is declared inside is forgotten outside.</summary>
    public string Scope(Func<string> inside)
    {
        var (names, functions) = (_names.Count, _functions.Count);
        var text = inside();
        _names.RemoveRange(names, _names.Count - names);
        _functions.RemoveRange(functions, _functions.Count - functions);
        return text;
    }

    public string Bounded(DifferentialType type, string value) => type switch
    {
        DifferentialType.Text => $"({value}).slice(0, 50)",
        DifferentialType.Numbers or DifferentialType.Texts => $"({value}).slice(0, 10)",
        _ => value,
    };

    public string Any(int depth) => random.Next(16) switch
    {
        0 or 1 or 2 => Number(depth),
        3 or 4 or 5 => Text(depth),
        6 => Truth(depth),
        7 => Numbers(depth),
        8 => Texts(depth),
        9 => Record(depth),
        10 => Map(depth),
        11 => Set(depth),
        12 => Date(depth),
        13 => Pick("null", "undefined", "[]", "({})", "[null]", "'0'", "/a(b)?/g", "[, 1]", "[[1, [2]], 'x']", "new Error('e')", "'ab'.match(/(?<n>b)/)", "[null, undefined]"),
        14 => depth > 0 ? Pick($"({Truth(depth - 1)} {Pick("||", "&&")} {Any(depth - 1)})", $"({Any(depth - 1)} ?? {Any(depth - 1)})") : "null",
        _ => depth > 0 ? $"[{Any(depth - 1)}, {Any(depth - 1)}]" : "true",
    };

    public string Number(int depth)
    {
        if (depth <= 0 || random.Next(5) == 0) return Named(DifferentialType.Number) is { } name && random.Next(3) > 0 ? name : NumberLiteral();
        var d = depth - 1;
        return random.Next(42) switch
        {
            0 or 1 or 2 or 3 or 4 => $"({Number(d)} {Pick("+", "-", "*", "/", "%", "+", "-", "*")} {Number(d)})",
            5 or 6 => $"({Number(d)} {Pick("&", "|", "^", "<<", ">>", ">>>")} {Number(d)})",
            7 => $"({Pick("-", "+", "~")}({Number(d)}))",
            8 => $"(({Number(d)} & 7) ** ({Number(d)} & 3))",
            9 or 10 => $"Math.{Pick("floor", "ceil", "round", "trunc", "abs", "sign", "sqrt", "fround", "clz32")}({Number(d)})",
            11 => $"Math.{Pick("max", "min", "imul")}({Number(d)}, {Number(d)})",
            12 => $"Math.{Pick("max", "min")}(...{Numbers(d)})",
            13 => $"{Text(d)}.length",
            14 => $"{Text(d)}.{Pick("indexOf", "lastIndexOf", "search")}({TextLiteral()}{Pick("", ", 1", ", -1")})",
            15 => $"{Text(d)}.{Pick("charCodeAt", "codePointAt")}({random.Next(4)})",
            16 => $"{Pick("parseInt", "parseFloat", "Number", "+")}({Text(d)})",
            17 => $"parseInt({Text(d)}, {Pick("2", "8", "10", "16", "36")})",
            18 => $"{Numbers(d)}.reduce((p, c{Pick("", ", i")}) => {Pick("p + c", "p * 2 + c", "Math.max(p, c)", "c - p")}, {NumberLiteral()})",
            19 => $"{Numbers(d)}.length",
            20 => $"({Numbers(d)}[{random.Next(4)}] ?? {NumberLiteral()})",
            21 => $"{Numbers(d)}.{Pick("indexOf", "lastIndexOf")}({Number(d)})",
            22 => $"({Numbers(d)}.{Pick("at(-1)", "at(1)", "find(x => x > 1)", "findLast(x => x < 3)", "pop()", "shift()")} ?? 0)",
            23 => $"{Numbers(d)}.{Pick("findIndex", "findLastIndex")}(x => x {Pick(">", "<", "===", "!=")} {NumberLiteral()})",
            24 or 25 => $"({Truth(d)} ? {Number(d)} : {Number(d)})",
            26 or 27 or 28 => _functions.Count > 0 ? $"{_functions[random.Next(_functions.Count)]}({Number(d)}{Pick("", ", " + Number(d), ", 1, 2")})" : Number(d),
            29 => $"({Record(d)}.{Pick("a", "b", "c")} * 1)",
            30 => $"({Map(d)}.get({Text(d)}) ?? {NumberLiteral()})",
            31 => $"{Pick(Map(d), Set(d))}.size",
            32 => $"{Date(d)}.get{Pick("FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds", "TimezoneOffset", "Time", "UTCFullYear", "UTCDate", "UTCHours", "UTCDay")}()",
            33 => $"Number({Any(d)})",
            34 => $"({Any(d)} - {Any(d)})",
            35 when Named(DifferentialType.Number, assignable: true) is { } name => Pick($"{name}++", $"--{name}", $"({name} = {Number(d)})", $"({name} {Pick("+", "-", "*", "|", "&", "%")}= {Number(d)})"),
            36 => $"(({Pick("x, y = 2", "x, ...[y = 3]", "x = 1, y = x")}) => x {Pick("+", "-", "*")} y)({Number(d)}{Pick("", ", " + Number(d))})",
            37 => $"[{Number(d)}, {Number(d)}].{Pick("indexOf", "push", "unshift")}({Number(d)})",
            38 => $"Math.abs({Text(d)}.localeCompare({Text(d)}, 'de'))",
            39 => $"Date.{Pick("UTC(" + Number(0) + ", " + random.Next(14) + ")", "parse(" + DateText() + ")")}",
            40 => $"JSON.parse(JSON.stringify({Number(d)}))",
            _ => $"[...{Text(d)}].length",
        };
    }

    public string Text(int depth)
    {
        if (depth <= 0 || random.Next(5) == 0) return Named(DifferentialType.Text) is { } name && random.Next(3) > 0 ? name : TextLiteral();
        var d = depth - 1;
        return random.Next(38) switch
        {
            0 or 1 or 2 => $"({Text(d)} + {Pick(Text(d), Number(d))})",
            3 or 4 => $"`{Pick("", "a", "é-")}${{{Pick(Text(d), Number(d), Truth(d))}}}{Pick("", "|", "\\n")}${{{Text(d)}}}`",
            5 or 6 => $"{Text(d)}.{Pick("slice", "substring", "substr")}({SmallNumber()}{Pick("", ", " + SmallNumber())})",
            7 => $"{Text(d)}.{Pick("toUpperCase", "toLowerCase", "trim", "trimStart", "trimEnd", "toString", "normalize")}()",
            8 => $"{Text(d)}.{Pick("padStart", "padEnd")}({random.Next(9)}{Pick("", ", 'xy'", ", ''", ", 0")})",
            9 => $"{Text(d)}.slice(0, 20).repeat({random.Next(4)})",
            10 => Pick($"{Text(d)}.charAt(1)", $"({Text(d)}.at(-1) ?? '?')", $"({Text(d)}[0] ?? '-')"),
            11 or 12 => $"{Text(d)}.{Pick("replace", "replaceAll")}({TextLiteral()}, {Pick(TextLiteral(), "'$&$&'", "\"[$`|$']\"", "x => x + 1", "(m, i) => i", "'$$1'")})",
            13 or 14 => $"{Text(d)}.replace({Pattern()}, {Pick(TextLiteral(), "'<$1>'", "'$2$1'", "(m, a) => m + a", "m => m.toUpperCase()", "(...all) => all.length")})",
            15 => $"{Text(d)}.split({Pick(TextLiteral(), Pattern())}{Pick("", ", 2")}).join({TextLiteral()})",
            16 => $"String({Any(d)})",
            17 => $"{Numbers(d)}.join({Pick("", "'-'", "''", "undefined", "null")})",
            18 => $"String(JSON.stringify({Any(d)}{Pick("", ", null, 1", ", ['a', 'b']", ", (k, v) => typeof v === 'number' ? v + 1 : v")}))",
            19 => $"(typeof {Any(d)})",
            20 => $"({Number(d)}).toFixed({random.Next(6)})",
            21 => $"({Number(d)}).toPrecision({1 + random.Next(8)})",
            22 => $"({Number(d)} | 0).toString({Pick("2", "16", "36", "7")})",
            23 => $"({Number(d)}).toExponential({Pick("", "0", "3")})",
            24 => $"Object.{Pick("keys", "values", "entries")}({Pick(Record(d), Numbers(d), Text(d))}).join()",
            25 => $"encodeURIComponent({Text(d)})",
            26 => $"{Pick("decodeURIComponent", "decodeURI", "encodeURI")}({Text(d)})",
            27 => $"{Date(d)}.{Pick("toISOString", "toString", "toUTCString", "toDateString", "toJSON")}()",
            28 => $"String({Text(d)}.match({Pattern()}))",
            29 => $"[...{Text(d)}.matchAll(/{Pick("[a-c]", "(\\d)(\\w)?", "(?:)", "\\s|é")}/g{Pick("", "i")})].map(m => m[0] + m.index).join()",
            30 => $"({Truth(d)} ? {Text(d)} : {Text(d)})",
            31 when Named(DifferentialType.Text, assignable: true) is { } name => $"({name} = ({Text(d)}).slice(0, 40))",
            32 => $"{Texts(d)}.{Pick("join('+')", "sort().join()", "reverse().join('')", "map(s => s.length).join()", "toString()")}",
            33 => $"String.fromCharCode({Number(d)})",
            34 => $"{Text(d)}.concat({Text(d)}, {Any(d)})",
            35 => $"((s, ...v) => s.raw.join('#') + v.length)`a${{{Number(d)}}}\\n${{{Text(d)}}}`",
            36 => $"[...{Text(d)}].reverse().join('')",
            _ => $"Object.prototype.toString.call({Any(d)})",
        };
    }

    public string Truth(int depth)
    {
        if (depth <= 0) return Pick("true", "false", NumberLiteral(), TextLiteral());
        var d = depth - 1;
        return random.Next(20) switch
        {
            0 or 1 or 2 => $"({Number(d)} {Pick("<", ">", "<=", ">=", "===", "!==")} {Number(d)})",
            3 => $"({Text(d)} {Pick("<", ">", "<=", "===", "!==")} {Text(d)})",
            4 or 5 => $"({Any(d)} {Pick("==", "!=", "===", "<", ">=")} {Any(d)})",
            6 => $"!{Any(d)}",
            7 or 8 => $"({Truth(d)} {Pick("&&", "||")} {Truth(d)})",
            9 => $"{Text(d)}.{Pick("includes", "startsWith", "endsWith")}({Text(d)})",
            10 => $"{Numbers(d)}.includes({Number(d)})",
            11 => $"{Pick("Array.isArray", "isNaN", "isFinite", "Number.isInteger", "Boolean", "Number.isSafeInteger")}({Any(d)})",
            12 => $"{Pattern()}.test({Text(d)})",
            13 => $"{Numbers(d)}.{Pick("every", "some")}(x => x {Pick(">", "<", "!==")} {NumberLiteral()})",
            14 => $"{Pick(Map(d), Set(d))}.has({Pick(Text(d), Number(d))})",
            15 => $"({Pick("'a'", "'b'", "'zz'")} in {Record(d)})",
            16 => $"Object.is({Any(d)}, {Any(d)})",
            17 => $"({Any(d)} instanceof {Pick("Array", "Map", "Date", "Error", "Object", "RegExp", "Set", "TypeError")})",
            18 => $"delete {Record(d)}.a",
            _ => $"(1 in {Numbers(d)})",
        };
    }

    public string Numbers(int depth)
    {
        if (depth <= 0 || random.Next(5) == 0)
            return Named(DifferentialType.Numbers) is { } name && random.Next(3) > 0 ? name : $"[{NumberLiteral()}, {NumberLiteral()}, {NumberLiteral()}]";
        var d = depth - 1;
        return random.Next(24) switch
        {
            0 or 1 => $"[{Number(d)}, ...{Numbers(d)}, {Number(d)}]",
            2 or 3 => $"{Numbers(d)}.map({Pick("x => x * 2", "(x, i) => x - i", $"x => {Number(d)}", "Math.abs", "Number", "(x, i, all) => all.length")})",
            4 => $"{Numbers(d)}.filter(x => x {Pick(">", "<", "!==")} {NumberLiteral()})",
            5 => $"{Numbers(d)}.slice({SmallNumber()}{Pick("", ", " + SmallNumber())})",
            6 => $"{Numbers(d)}.concat({Pick(Numbers(d), Number(d))}).slice(0, 9)",
            7 => $"{Numbers(d)}.filter(x => x === x).{Pick("sort", "toSorted")}((a, b) => {Pick("a - b", "b - a")})",
            8 => $"{Numbers(d)}.{Pick("sort()", "toSorted()", "reverse()", "toReversed()")}",
            9 => $"Array.from({{ length: {random.Next(5)} }}, (_, i) => {Pick("i", "i * i", Number(d))})",
            10 => $"[...{Set(d)}]",
            11 => $"{Numbers(d)}.fill({Number(d)}, {SmallNumber()}{Pick("", ", 2")})",
            12 => $"[{Numbers(d)}, [{Numbers(d)}]].flat({Pick("2", "Infinity", "3")})",
            13 => $"{Numbers(d)}.flatMap(x => {Pick("[x, x]", "x", "x > 1 ? [] : [x]", "[[x]].flat()")}).slice(0, 9)",
            14 => $"{Text(d)}.split('').map(c => c.charCodeAt(0)).slice(0, 6)",
            15 => $"{Numbers(d)}.{Pick("splice", "toSpliced")}({SmallNumber()}, {random.Next(3)}{Pick("", ", " + Number(d))})",
            16 => $"[...{Map(d)}.values()]",
            17 => $"[...{Numbers(d)}.{Pick("keys()", "values()")}]",
            18 => $"Array.from({Numbers(d)}, x => x {Pick("+", "*", "-")} {NumberLiteral()})",
            19 => $"{Numbers(d)}.copyWithin({SmallNumber()}, {SmallNumber()})",
            20 => $"((...all) => all)(...{Numbers(d)}, {Number(d)})",
            21 => $"(({Pick("[p, ...q]", "[p = 1, q = []]")}) => [p].concat(q))({Numbers(d)})",
            22 => $"{Numbers(d)}.reduce{Pick("", "Right")}((all, x) => [x, ...all], []).slice(0, 9)",
            _ => $"({Truth(d)} ? {Numbers(d)} : {Numbers(d)})",
        };
    }

    public string Texts(int depth)
    {
        if (depth <= 0 || random.Next(5) == 0)
            return Named(DifferentialType.Texts) is { } name && random.Next(3) > 0 ? name : $"[{TextLiteral()}, {TextLiteral()}]";
        var d = depth - 1;
        return random.Next(9) switch
        {
            0 => $"{Text(d)}.split({Pick(TextLiteral(), Pattern())}).map(s => String(s)).slice(0, 8)",
            1 => $"Object.keys({Pick(Record(d), Numbers(d))})",
            2 => $"{Numbers(d)}.map(String)",
            3 => $"({Text(d)}.match({Pattern()}) ?? []).map(String)",
            4 => $"[...{Text(d)}].slice(0, 8)",
            5 => $"{Texts(d)}.sort()",
            6 => $"{Texts(d)}.map(s => {Pick("s + s.length", "s.toUpperCase()", "s.slice(1)", Text(d))})",
            7 => $"[...{Map(d)}.keys()].map(String)",
            _ => $"[{Text(d)}, {Text(d)}]",
        };
    }

    public string Record(int depth)
    {
        if (depth <= 0 || random.Next(4) == 0)
            return Named(DifferentialType.Record) is { } name && random.Next(3) > 0 ? name : $"({{ a: {NumberLiteral()}, b: {TextLiteral()} }})";
        var d = depth - 1;
        return random.Next(9) switch
        {
            0 => $"({{ ...{Record(d)}, {Pick("a", "c", "2")}: {Any(d)} }})",
            1 => $"({{ [{Text(d)}]: {Any(d)}, b: {Number(d)} }})",
            2 => $"Object.assign({{ z: 1 }}, {Record(d)}, {Pick("null", Record(d), Numbers(d))})",
            3 => $"Object.fromEntries(Object.entries({Record(d)}).{Pick("reverse()", "map(([k, v]) => [v, k])", "filter(([k]) => k > 'a')")})",
            4 => $"({{ b: {Any(d)}, a: {Number(d)}, get c() {{ return this.a; }} }})",
            5 => $"(({{ a, ...others }}) => others)({Record(d)})",
            6 => $"JSON.parse(JSON.stringify({{ a: {Any(d)}, n: {Number(d)} }}))",
            7 => $"{Texts(d)}.reduce((o, s, i) => ({{ ...o, [s]: i }}), {{}})",
            _ => $"({{ a: {Number(d)}, b: {Text(d)}, c: {Any(d)} }})",
        };
    }

    public string Map(int depth)
    {
        if (depth > 0 && Named(DifferentialType.Map) is { } name && random.Next(2) == 0) return name;
        return depth <= 0 ? "new Map([['a', 1], ['b', 2]])" : $"new Map([[{Text(depth - 1)}, {Number(depth - 1)}], ['a', {Number(depth - 1)}]])";
    }

    public string Set(int depth)
    {
        if (depth > 0 && Named(DifferentialType.Set) is { } name && random.Next(2) == 0) return name;
        return depth <= 0 ? "new Set([1, 2, NaN])" : $"new Set({Numbers(depth - 1)})";
    }

    public string Date(int depth)
    {
        if (depth > 0 && Named(DifferentialType.Date) is { } name && random.Next(2) == 0) return name;
        return random.Next(4) switch
        {
            0 => $"new Date({random.NextInt64(330_000_000_000, 3_800_000_000_000)})",
            1 => $"new Date({1980 + random.Next(80)}, {random.Next(14)}, {random.Next(33)}{Pick("", $", {random.Next(26)}, {random.Next(61)}")})",
            2 => $"new Date(2026, {Pick("2, 29", "9, 25", "2, 28")}, {random.Next(5)}, {random.Next(60)})",
            _ => $"new Date({Pick(DateText(), depth > 0 ? Number(depth - 1) : "0")})",
        };
    }

    /// <summary>An assignment of a bounded value.</summary>
    public string Assignment(int depth)
    {
        var assignable = _names.Where(name => !name.IsConstant).ToList();
        if (assignable.Count == 0) return $"$log.push({Any(depth)})";

        var (name, type, _) = assignable[random.Next(assignable.Count)];
        return type switch
        {
            DifferentialType.Number => $"{name} {Pick("=", "+=", "-=", "*=", "%=", "|=", "<<=", "||=", "&&=", "??=")} {Number(depth)}",
            DifferentialType.Text => $"{name} = ({name} + {Text(depth)}).slice(0, 50)",
            DifferentialType.Numbers => $"{name} = {Bounded(type, Numbers(depth))}",
            DifferentialType.Texts => $"{name} = {Bounded(type, Texts(depth))}",
            _ => $"{name} = {Record(depth)}",
        };
    }

    /// <summary>A change of something that others may hold too.</summary>
    public string Change(int depth)
    {
        var d = depth - 1;
        if (_names.Count == 0) return $"$log.push({Any(depth)})";

        var (name, type, _) = _names[random.Next(_names.Count)];
        return type switch
        {
            DifferentialType.Numbers => Pick(
                $"{name}[{random.Next(6)}] = {Number(d)}", $"{name}.length < 12 && {name}.push({Number(d)})", $"{name}.{Pick("pop", "shift", "reverse", "sort")}()",
                $"{name}.length = {random.Next(5)}", $"$log.push({name}.splice({SmallNumber()}, 1))", $"[{name}[0], {name}[1]] = [{name}[1], {name}[0]]", $"delete {name}[1]"),
            DifferentialType.Texts => Pick($"{name}.sort()", $"{name}[0] = {Text(d)}.slice(0, 20)", $"{name}.pop()"),
            DifferentialType.Record => Pick($"{name}.a = {Number(d)}", $"{name}[{Text(d)}] = {Any(d)}", $"delete {name}.b", $"({{ a: {name}.c }} = {Record(d)})", $"{name}.a += 1", $"$log.push({name}.b?.x?.[0])"),
            DifferentialType.Map => Pick($"{name}.set({Text(d)}, {Number(d)})", $"$log.push({name}.delete({Text(d)}))", $"{name}.forEach((v, k) => $log.push(k, v))"),
            DifferentialType.Set => Pick($"{name}.add({Number(d)})", $"$log.push({name}.delete({Number(d)}))", $"{name}.forEach(v => $log.push(v))"),
            DifferentialType.Date => $"{name}.set{Pick("Date", "Month", "Hours", "Minutes", "UTCDate", "UTCHours", "Seconds")}({SmallNumber()} * {random.Next(40)})",
            _ => $"$log.push({name})",
        };
    }

    /// <summary>A call whose last digit two good libraries may see differently; its result goes nowhere else.</summary>
    public string NearlyEqual() => random.Next(3) == 0
        ? $"Math.{Pick("pow", "atan2", "hypot")}({Number(2)}, {Number(1)})"
        : $"Math.{Pick("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "expm1", "log", "log2", "log10", "log1p", "cbrt")}({Number(2)})";

    private string? Named(DifferentialType type, bool assignable = false)
    {
        var candidates = _names.Where(name => name.Type == type && !(assignable && name.IsConstant)).ToList();
        return candidates.Count == 0 ? null : candidates[random.Next(candidates.Count)].Name;
    }

    private string NumberLiteral() => random.Next(6) switch
    {
        0 => random.Next(-5, 20).ToString(CultureInfo.InvariantCulture) is var text && text[0] == '-' ? $"({text})" : text,
        1 => (random.Next(-1000, 1000) / 8.0).ToString(CultureInfo.InvariantCulture) is var text && text[0] == '-' ? $"({text})" : text.Contains('.', StringComparison.Ordinal) ? text : $"{text}.0",
        2 => Pick("0", "(-0)", "NaN", "Infinity", "(-Infinity)", "1e21", "1e-7", "0.1", "2147483648", "4294967295", "9007199254740991", "5e-324", "1.7976931348623157e308", "123456789.125"),
        3 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture) is var text && !text.Contains('E', StringComparison.Ordinal) ? text : "0.25",
        _ => random.Next(10).ToString(CultureInfo.InvariantCulture) + ".0",
    };

    private string SmallNumber() => Pick("0", "1", "2", "3", "-1", "-2", "9", "NaN", "1.5", "undefined", "'1'");

    private string TextLiteral() => Pick(
        "''", "'a'", "'b'", "'ab'", "'abc'", "'Hello World'", "'12'", "'3.5'", "' x '", "'äöüß'", "'😀a'", "'a,b,,c'", "'-'", "','", "'\\n\\t'", "'0x1f'", "'%20%C3%A4'", "'aXbXc'",
        "'null'", "'\\u00e9e\\u0301'", "'aaa'", "'1e3'", "'(a+b)'", "'2026-05-17'", "'$&'", "'\\\\'", "'constructor'", "'length'", "'\\ud83d'", "'Straße 12'");

    private string Pattern() => "/" + Pick(
        "a", "b+", "[a-c]", "\\d+", "(a)(b)?", "\\s", "^.", ".$", "(?:)", "[^a-z]", "(.)\\1", "(?<n>[A-Z])", "a|b", "\\w*", "x*?", "(?=a)", "(?!a).", "(?<=a).", "\\b", "[äöü]", "(a|ab)(c|bc)?", "a{2}", "(?:a|b)+?c", "\\u{61}") + "/" + Pick("", "g", "i", "gi", "u", "gu", "m", "s", "y");

    private string DateText() => Pick("'2026-01-31'", "'2026-03-29T02:30'", "'2026-10-25T02:30:00'", "'2026-05-17T10:20:30.456Z'", "'2026-05-17T10:20:30+05:30'", "'2026'", "'nonsense'", "'2026-02'", "'1999-12-31T23:59:59.999Z'");

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
