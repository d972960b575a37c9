using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

public class ScriptTests
{
    private readonly SampleHost _host = new();

    [Theory]
    [InlineData("1 + 1", 2d)]
    [InlineData("return 5 * 5;", 25d)]
    [InlineData("{a: 1}", 1d)] // a block with a label
    [InlineData("let x = 3; x * 2", 6d)]
    [InlineData("var y = 1; if (y) { y = 10 } y", 10d)]
    [InlineData("// only a comment", null)]
    [InlineData("undefined", null)]
    [InlineData("const {a, b = 2} = {a: 1}; a + b", 3d)]
    [InlineData("(() => { return 'iife' })()", "iife")]
    [InlineData("try { null.x } catch (e) { e.name }", "TypeError")]
    [InlineData("function f(x = y, y = 2) { return x } try { f() } catch (e) { e.name }", "ReferenceError")]
    [InlineData("isNaN instanceof Function", true)]
    [InlineData("let t = ''; for (const c of 'abc') t = c + t; t", "cba")]
    public void The_result_is_what_is_returned_or_the_value_of_the_last_statement(string source, object? result) =>
        Assert.Equal(result, _host.Run(source));

    [Fact]
    public void Members_of_variables_are_given_back_after_the_script_and_only_if_they_changed()
    {
        _host.Variables["n"] = 7;
        _host.Variables["kept"] = 8;

        var seen = _host.Run("variables.n = 9; variables.fresh = variables.kept; getVariable('n')");

        Assert.Equal(7d, seen);
        Assert.Equal(9d, _host.Variables["n"]);
        Assert.Equal(8d, _host.Variables["fresh"]);
        Assert.IsType<int>(_host.Variables["kept"]);
    }

    [Fact]
    public void Changing_a_copied_list_in_place_stores_nothing()
    {
        _host.Variables["list"] = new ListValue([1d]);

        _host.Run("variables.list.push(2)");

        Assert.Single((ListValue)_host.Variables["list"]!);
    }

    [Fact]
    public void Setting_a_variable_by_function_shows_in_variables_at_once()
    {
        _host.Variables["n"] = 7;

        Assert.Equal(8d, _host.Run("variables.n; setVariable('n', 8); variables.n"));
    }

    [Theory]
    [InlineData("variables['n']")]
    [InlineData("Object.keys(variables).join() || null")]
    public void Only_variables_mentioned_by_name_are_filled_in(string source)
    {
        _host.Variables["n"] = 7;

        Assert.Null(_host.Run(source));
    }

    [Theory]
    [InlineData("nope", "ReferenceError: nope is not defined", 1, 1)]
    [InlineData("let a = 1;\n a.b.c", "TypeError: Cannot read properties of undefined (reading 'c')", 2, 5)]
    [InlineData("throw 'text thrown'", "text thrown", 1, 1)]
    [InlineData("1;\nrefuse()", "The host refuses.", 2, 1)]
    [InlineData("if (", "SyntaxError: Unexpected end of the script", 1, 5)]
    public void An_error_says_what_and_where(string source, string message, int line, int column)
    {
        var error = Assert.Throws<ScriptException>(() => _host.Run(source));

        Assert.Equal((message, line, column), (error.Message, error.Line, error.Column));
    }

    [Theory]
    [InlineData("while (true) {}", "steps")]
    [InlineData("try { while (true) {} } catch { 1 }", "steps")]
    [InlineData("(function f() { f() })()", "depth")]
    [InlineData("'x'.repeat(1e9)", "string length")]
    [InlineData("let s = 'x'; while (true) s += s", "string length")]
    [InlineData("const a = []; while (true) a.push('abc' + a.length)", "memory")]
    public void A_limit_ends_the_script_whatever_it_catches(string source, string limit) =>
        Assert.Equal(limit, Assert.Throws<ScriptException>(() => _host.Run(source)).Limit);

    [Theory]
    [InlineData("class A {}")]
    [InlineData("function* g() {}")]
    [InlineData("async () => 1")]
    [InlineData("await x")]
    [InlineData("import 'x'")]
    [InlineData("with (a) {}")]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')")]
    [InlineData("new Proxy({}, {})")]
    [InlineData("10n")]
    public void What_the_language_lacks_is_refused_when_it_is_read(string source) =>
        Assert.Contains("not exist here", Assert.Throws<ScriptException>(() => Script.Compile(source)).Message, StringComparison.Ordinal);
}
