using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>A script sees values, never .NET, never the next evaluation, never another thread's.</summary>
public sealed class AttackOnTheHostTests
{
    /// <summary>What a script might hope to find.</summary>
    public static TheoryData<string> Names =>
    [
        "System", "importNamespace", "clr", "host", "Host", "engine", "require", "process", "module", "exports", "global", "window", "self", "document", "console", "fetch", "XMLHttpRequest",
        "setTimeout", "setInterval", "queueMicrotask", "Promise", "WebAssembly", "Worker", "Deno", "Bun", "load", "read", "print", "quit", "Environment", "Assembly", "Type", "Activator", "File",
        "SharedArrayBuffer", "Atomics", "FinalizationRegistry", "WeakRef", "Reflect", "Proxy", "__proto__2", "dotnet", "Jint", "chakra", "importScripts", "alert", "gc", "xhr",
    ];

    public static TheoryData<string, string> Reaching => new()
    {
        { "typeof getVariable.GetType", "\"undefined\"" },
        { "typeof getVariable.Method + typeof getVariable.Target", "\"undefinedundefined\"" },
        { "typeof getVariable('Name').GetType + typeof getVariable('Name').Length", "\"undefinedundefined\"" },
        { "typeof getVariable('List').GetType + typeof getVariable('List').Count", "\"undefinedundefined\"" },
        { "typeof getVariable('Person').GetType + typeof getVariable('Person').Names", "\"undefinedundefined\"" },
        { "typeof variables.GetType", "\"undefined\"" },
        { "typeof ({}).GetType + typeof [].Capacity + typeof ''.Length + typeof (1).CompareTo", "\"undefinedundefinedundefinedundefined\"" },
        { "typeof new Date().Ticks + typeof Math.PI.GetHashCode + typeof JSON.GetType", "\"undefinedundefinedundefined\"" },
        { "try { null.x; } catch (e) { typeof e.StackTrace + typeof e.InnerException + typeof e.GetType }", "\"undefinedundefinedundefined\"" },
        { "getVariable('Person').constructor === Object && getVariable('List').constructor === Array", "true" },
        { "getVariable('List').push(4); getVariable('List').length", "3" },
        { "const p = getVariable('Person'); p.age = 1; getVariable('Person').age", "36" },
        { "Object.keys(getVariable('Person'))", "[\"first\",\"age\"]" },
        { "let r = []; for (const k in getVariable('Person')) r.push(k); r", "[\"first\",\"age\"]" },
        { "Object.getOwnPropertyNames(getVariable('List'))", "[\"0\",\"1\",\"2\",\"length\"]" },
    };

    /// <summary>Ways to compile text at run time. None exists.</summary>
    public static TheoryData<string> Compiling =>
    [
        "eval('1')", "(0, eval)('1')", "new Function('return 1')()", "Function('return 1')()", "(() => 1).constructor('return 1')()", "[].map.constructor('return 1')()",
        "({}).constructor.constructor('return this')()", "getVariable.constructor('return 1')()", "Object.getPrototypeOf(() => 1).constructor('return 1')()",
        "''['constructor']['constructor']('return 1')()", "setTimeout('1', 0)", "new (Object.getPrototypeOf(function () { }).constructor)('return 1')()",
        "[].filter['const' + 'ructor']('return 1')()", "JSON.stringify.constructor('return 1')()", "import('fs')", "require('fs')", "process.exit(1)", "Symbol.iterator.constructor.constructor('return 1')()",
        "const { constructor: { constructor: F } } = {}; F('return 1')()",
    ];

    /// <summary>Damage to what all scripts share in other engines.</summary>
    public static TheoryData<string> Pollution =>
    [
        "Object.prototype.polluted = 1", "Object.prototype['polluted'] = 1", "({}).__proto__.polluted = 1", "[].__proto__.polluted = 1; [].__proto__.__proto__.polluted = 1", "({}).constructor.prototype.polluted = 1",
        "Object.defineProperty(Object.prototype, 'polluted', { get() { return 1; } })", "Object.assign(Object.prototype, { polluted: 1 })", "JSON.parse('{\"__proto__\": {\"polluted\": 1}}')",
        "const m = (a, b) => { for (const k in b) typeof b[k] === 'object' ? m(a[k], b[k]) : a[k] = b[k]; }; m({}, JSON.parse('{\"__proto__\": {\"polluted\": 1}}'))",
        "Array.prototype.map = () => 'mine'", "Array.prototype.push = null", "String.prototype.trim = () => 'mine'", "Number.prototype.toFixed = () => 'mine'", "Math.max = () => 'mine'", "Math.random = () => 0.5; Date.now = () => 0",
        "JSON.stringify = () => 'mine'", "Object.keys = () => ['mine']", "delete Array.prototype.filter", "delete Math.floor", "Array.prototype[Symbol.iterator] = () => ({ next: () => ({ done: true }) })",
        "Object.setPrototypeOf(Array.prototype, null)", "Object.freeze(Object.prototype); Object.freeze(Array.prototype)", "Date.prototype.getTime = () => 1", "RegExp.prototype.exec = () => null", "RegExp.prototype.test = () => true",
        "Map.prototype.get = () => 'mine'", "Error.prototype.name = 'mine'; TypeError.prototype.name = 'mine'", "Function.prototype.call = () => 'mine'", "isNaN = () => 'mine'; parseInt = () => 'mine'", "Object = null", "Array = String = Math = undefined",
        "undefined = 5", "getVariable = () => 'mine'", "variables = { Name: 'mine' }", "leaked = 'global'", "var Math = 5; function parseInt() { return 'mine'; }", "Object.prototype.toString = () => 'mine'; Object.prototype.valueOf = () => 7",
        "Object.prototype.toJSON = () => 'mine'", "Array.prototype[0] = 'mine'", "Object.prototype.get = () => 1; Object.prototype.set = () => 1", "const t = s => s; t`x`.polluted = 1", "/x/g.lastIndex = 5",
    ];

    private const string Inventory = """
        const all = [
          typeof leaked, ({}).polluted, [].polluted, (() => 1).polluted, [1, 2].map(x => x + 1), ' a '.trim(), (1.5).toFixed(1), Math.max(1, 2), JSON.stringify({ a: [1] }), Object.keys({ b: 1 }), [1, 2].filter(x => x > 1),
          Math.floor(1.5), [...[1, 2]], new Date(5).getTime(), Date.now(), /a/.test('b'), new Map([[1, 2]]).get(1), new TypeError('x').name, Math.min.call(null, 1), isNaN(NaN), parseInt('7'), undefined === void 0,
          getVariable('Name'), variables.Name, String({}), +[5], Object.isFrozen(Object.prototype), [,][0] === undefined, Array.isArray([]), 'x'.length, Math.random(), (s => s)`x`.length,
        ];
        all.push(1);
        return JSON.stringify(all);
        """;

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_of_other_worlds_are_unknown(string name) => Assert.True(Gives($"typeof {name}", "\"undefined\"") || AttackEnd.Of(name, ScriptLimits.Default).Failure is ScriptException { Limit: null }, name);

    [Theory]
    [MemberData(nameof(Reaching))]
    public void Values_are_copies_without_members_of_dotnet(string source, string expected) => Assert.Equal(expected, ExpressionText.Of(Script.Compile(source).Run(new ExpressionHost(), ScriptLimits.Default)));

    [Theory]
    [MemberData(nameof(Compiling))]
    public void No_way_leads_from_text_to_code(string source)
    {
        var end = AttackEnd.Of(source, ScriptLimits.Default);

        Assert.IsType<ScriptException>(end.Failure);
        Assert.Null(end.Limit);
    }

    [Theory]
    [MemberData(nameof(Pollution))]
    public void Nothing_a_script_breaks_is_broken_for_the_next(string source)
    {
        var inventory = Script.Compile(Inventory);
        var before = inventory.Run(new ExpressionHost(), ScriptLimits.Default);
        var attack = Record.Exception(() => Script.Compile(source).Run(new ExpressionHost(), ScriptLimits.Default));

        Assert.True(attack is null or ScriptException, $"{attack}");
        Assert.Equal(before, inventory.Run(new ExpressionHost(), ScriptLimits.Default));
        Assert.Equal(before, Script.Compile(Inventory).Run(new ExpressionHost(), ScriptLimits.Default));
    }

    [Theory]
    [MemberData(nameof(Pollution))]
    public void Damage_done_to_oneself_is_still_within_the_language(string source)
    {
        var both = Record.Exception(() => Script.Compile(source + ";\n" + Inventory).Run(new ExpressionHost(), ScriptLimits.Default));

        Assert.True(both is null or ScriptException, $"{both}");
    }

    [Fact]
    public void The_inventory_is_what_it_should_be()
    {
        const string expected = """
            ["undefined",null,null,null,[2,3],"a","1.5",2,"{\"a\":[1]}",["b"],[2],1,[1,2],5,1781519400250,false,2,"TypeError",1,true,7,true,"Ada","Ada","[object Object]",5,false,true,true,1,
            """;

        Assert.StartsWith(expected, (string?)Script.Compile(Inventory).Run(new ExpressionHost(), ScriptLimits.Default));
    }

    [Fact]
    public void A_script_is_the_same_on_many_threads_at_once()
    {
        var script = Script.Compile("const m = new Map(); for (let i = 0; i < 50; i++) m.set('k' + i % 7, (m.get('k' + i % 7) ?? 0) + i); const t = s => s; [...m].join() + /b+/.exec('abbb')[0] + t`x`.raw + Math.random() + variables.Count");
        var expected = script.Run(new ExpressionHost(), ScriptLimits.Default);
        var found = new object?[16];

        var threads = found.Select((_, i) => new Thread(() =>
        {
            for (var round = 0; round < 100 && (round == 0 || Equals(found[i], expected)); round++) found[i] = script.Run(new ExpressionHost(), ScriptLimits.Default);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(found, value => Assert.Equal(expected, value));
    }

    [Fact]
    public void The_same_seed_gives_the_same_chance()
    {
        const string source = "Array.from({ length: 5 }, () => Math.random())";

        var (one, other) = (Script.Compile(source).Run(new ExpressionHost(), ScriptLimits.Default), Script.Compile(source).Run(new ExpressionHost(), ScriptLimits.Default));

        Assert.Equal(ExpressionText.Of(one), ExpressionText.Of(other));
        Assert.Equal(5, Assert.IsType<ListValue>(one).Distinct().Count());
    }

    [Fact]
    public void What_a_script_stores_is_a_copy()
    {
        var host = new ExpressionHost();

        Script.Compile("const a = [1]; setVariable('A', a); a.push(2); const o = { a }; variables.O = o; o.late = 1;").Run(host, ScriptLimits.Default);

        Assert.True(host.TryGetVariable("A", out var list));
        Assert.Equal("[1]", ExpressionText.Of(list));
    }

    private static bool Gives(string source, string expected) => AttackEnd.Of(source, ScriptLimits.Default) is { Failure: null } end && ExpressionText.Of(end.Value) == expected;
}
