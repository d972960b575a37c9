using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.RegularExpressions;

/// <summary>Regular expressions as scripts use them. The expected texts were taken from Node.</summary>
public sealed class RegExpScriptTests
{
    [Theory]
    [InlineData("'a1b22'.replace(/\\d+/g, '<$&>')", "a<1>b<22>")]
    [InlineData("'2024-05-06'.replace(/(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1')", "06.05.2024")]
    [InlineData("'John Smith'.replace(/(?<first>\\w+)\\s(?<last>\\w+)/, '$<last>, $<first>')", "Smith, John")]
    [InlineData("'abc'.replace(/b/, \"[$`|$'|$$|$0|$1|$<x>]\")", "a[a|c|$|$0|$1|$<x>]c")]
    [InlineData("'abcdefghijkl'.replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, '$11-$10-$12')", "k-j-a2l")]
    [InlineData("'aXbX'.replace(/x/gi, (m, at, all) => m + at + all.length)", "aX14bX34")]
    [InlineData("'a-b'.replace(/(?<l>\\w)-(?<r>\\w)/, (...all) => JSON.stringify(all))", "[\"a-b\",\"a\",\"b\",0,\"a-b\",{\"l\":\"a\",\"r\":\"b\"}]")]
    [InlineData("'abc'.replace(/(x)?b/, '[$1]')", "a[]c")]
    [InlineData("'aaa'.replaceAll(/a/g, 'b')", "bbb")]
    [InlineData("''.replace(/(?:)/g, '-')", "-")]
    [InlineData("'ab'.replace(/(?:)/g, '-')", "-a-b-")]
    [InlineData("'\\u{1F600}'.replace(/(?:)/gu, '-').length", "4")]
    [InlineData("'abc'.replace(/z/, '$&')", "abc")]
    public void Replace_fills_in_parts_of_the_match(string source, string expected) => Assert.Equal(expected, BerlinHost.Text(source));

    [Theory]
    [InlineData("'a, b;c'.split(/[,;]\\s*/)", "[\"a\",\"b\",\"c\"]")]
    [InlineData("'a1b2c'.split(/(\\d)/)", "[\"a\",\"1\",\"b\",\"2\",\"c\"]")]
    [InlineData("'abc'.split(/(?:)/)", "[\"a\",\"b\",\"c\"]")]
    [InlineData("''.split(/(?:)/)", "[]")]
    [InlineData("''.split(/x/)", "[\"\"]")]
    [InlineData("'abc'.split(/$/)", "[\"abc\"]")]
    [InlineData("'a,b,c'.split(/,/, 2)", "[\"a\",\"b\"]")]
    [InlineData("'a,b'.split(/,/, 0)", "[]")]
    [InlineData("',a,'.split(/,/)", "[\"\",\"a\",\"\"]")]
    [InlineData("'aab'.split(/a*?/)", "[\"a\",\"a\",\"b\"]")]
    [InlineData("'aab'.split(/a*/)", "[\"\",\"b\"]")]
    [InlineData("'\\u{1F600}a'.split(/(?:)/u).length", "2")]
    [InlineData("'A<B>bold</B>and<CODE>coded</CODE>'.split(/<(\\/)?([^<>]+)>/)", "[\"A\",null,\"B\",\"bold\",\"/\",\"B\",\"and\",null,\"CODE\",\"coded\",\"/\",\"CODE\",\"\"]")]
    public void Split_gives_the_pieces_and_the_groups(string source, string expected) => Assert.Equal(expected, BerlinHost.Text($"JSON.stringify({source})"));

    [Theory]
    [InlineData("'a1b22'.match(/\\d+/g)", "[\"1\",\"22\"]")]
    [InlineData("'a1b22'.match(/[a-z](\\d)/)", "[\"a1\",\"1\"]")]
    [InlineData("'abc'.match(/x/g)", "null")]
    [InlineData("'abc'.match('b').index", "1")]
    [InlineData("[...'a1b2'.matchAll(/[a-z](\\d)/g)].map(m => m[1] + m.index)", "[\"10\",\"22\"]")]
    [InlineData("'xaby'.search(/ab/)", "1")]
    [InlineData("'xaby'.search('z')", "-1")]
    [InlineData("(() => { const r = /a/g; r.lastIndex = 2; 'aaa'.search(r); return r.lastIndex; })()", "2")]
    [InlineData("(() => { const r = /a/g; return [r.test('aa'), r.lastIndex, r.test('aa'), r.lastIndex, r.test('aa'), r.lastIndex]; })()", "[true,1,true,2,false,0]")]
    [InlineData("(() => { const r = /b/y; return [r.test('ab'), r.lastIndex, (r.lastIndex = 1, r.test('ab')), r.lastIndex]; })()", "[false,0,true,2]")]
    [InlineData("Object.keys(/(?<n>b)/d.exec('abc'))", "[\"0\",\"1\",\"index\",\"input\",\"groups\",\"indices\"]")]
    [InlineData("/(?<n>b)/d.exec('abc').indices", "[[1,2],[1,2]]")]
    [InlineData("/(a)|(b)/.exec('b').map(x => x === undefined)", "[false,true,false]")]
    [InlineData("[/a/gi.flags, /a/.source, String(/[/]\\//), String(new RegExp('/')), new RegExp('').source, new RegExp('\\n').source]", "[\"gi\",\"a\",\"/[/]\\\\//\",\"/\\\\//\",\"(?:)\",\"\\\\n\"]")]
    [InlineData("[/a/g.global, /a/.global, /a/s.dotAll, /a/i.ignoreCase, /a/m.multiline, /a/u.unicode, /a/y.sticky, /a/d.hasIndices]", "[true,false,true,true,true,true,true,true]")]
    [InlineData("(() => { const r = /a/g; return [RegExp(r) === r, new RegExp(r) === r, new RegExp(r).flags, new RegExp(r, 'i').flags]; })()", "[true,false,\"g\",\"i\"]")]
    [InlineData("(() => { try { new RegExp('('); } catch (e) { return e instanceof SyntaxError; } })()", "true")]
    [InlineData("(() => { try { 'a'.matchAll(/a/); } catch (e) { return e.name; } })()", "\"TypeError\"")]
    [InlineData("/a/[Symbol.replace]('bab', 'x')", "\"bxb\"")]
    public void Searching_gives_what_the_language_says(string source, string expected) => Assert.Equal(expected, BerlinHost.Text($"JSON.stringify({source})"));

    [Fact]
    public void A_broken_literal_is_refused_with_its_place()
    {
        var refusal = Assert.Throws<ScriptException>(() => Script.Compile("let a = 1;\nlet b = /x(y/;"));

        Assert.Equal(2, refusal.Line);
        Assert.InRange(refusal.Column, 9, 13);
    }

    [Theory]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + '!')")]
    [InlineData("'a'.repeat(40).concat('!').replace(/(a|a)*$/, '')")]
    [InlineData("'a'.repeat(40).concat('!').split(/(a|aa)+$/)")]
    [InlineData("for (let i = 0; i < 100000; i++) /a.*b/.test('a'.repeat(200))")]
    [InlineData("try { /(a+)+$/.test('a'.repeat(40) + '!') } catch (e) { 'caught' }")]
    public void Exploding_patterns_end_the_script_with_the_name_of_the_limit(string source)
    {
        var failure = Assert.Throws<ScriptException>(() => Script.Compile(source).Run(new BerlinHost(), ScriptLimits.Default));

        Assert.Equal("regex steps", failure.Limit);
    }

    [Theory]
    [InlineData("'x'.repeat(1000).replace(/x/g, '$`$&'.repeat(1000))", "string length")]
    [InlineData("'x'.repeat(1000).replace('x', \"$'\".repeat(400000))", "string length")]
    [InlineData("'x'.repeat(900000).split(/(?:)/)", "memory")]
    [InlineData("'x'.repeat(900000).match(/(x)(x)(x)/g)", "memory")]
    public void Huge_results_end_the_script_with_the_name_of_the_limit(string source, string limit)
    {
        var failure = Assert.Throws<ScriptException>(() => Script.Compile(source).Run(new BerlinHost(), ScriptLimits.Default with { RegexSteps = 100_000_000, Steps = 100_000_000 }));

        Assert.Equal(limit, failure.Limit);
    }
}
