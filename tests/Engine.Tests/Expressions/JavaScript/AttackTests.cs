using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>Scripts that want more than they may have. Each ends within its limit, says which, and takes no more memory than a small multiple of what is allowed.</summary>
public sealed class AttackTests
{
    /// <summary>A fifth of what a script has by default: it makes no difference but in time.</summary>
    private static readonly ScriptLimits s_limits = new(Steps: 200_000, CallDepth: 200, Bytes: 4 * 1024 * 1024, StringLength: 256 * 1024, RegexSteps: 200_000);

    /// <summary>What the thread may allocate in all. Garbage between steps counts here but not there, so it is more than the limit.</summary>
    private static readonly long s_memory = 16 * s_limits.Bytes;

    /// <summary>Where an attack meets several limits at once, any of them is right; "none" is an error of the language, or a value.</summary>
    public static TheoryData<string, string> EndlessLoops => new()
    {
        { "while (true) { }", "steps" },
        { "while (true);", "steps" },
        { "for (;;);", "steps" },
        { "for (;;) { }", "steps" },
        { "do { } while (true)", "steps" },
        { "let i = 0; for (;;) i++;", "steps" },
        { "l: while (true) { continue l; }", "steps" },
        { "while (true) { try { continue; } finally { } }", "steps" },
        { "for (let i = 0; i < 1; i--);", "steps" },
        { "for (let i = 0; i < Infinity; i++) { let x = i; }", "steps" },
        { "const a = [1]; for (const x of a) a.push(x);", "steps|memory" },
        { "const s = new Set([1]); for (const x of s) { s.delete(x); s.add(x); }", "steps|memory" },
        { "const m = new Map([[1, 1]]); m.forEach((v, k) => { m.delete(k); m.set(k, v); });", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; for (const x of it);", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; [...it]", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; Array.from(it)", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; new Set(it)", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 2], done: false }) }) }; new Map(it)", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; const [...all] = it;", "steps|memory" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }; Math.max(...it)", "steps|memory" },
        { "const r = /(?:)/g; while (r.exec('a') || true);", "steps|regex steps|memory" },
        { "const f = () => { while (true); }; [1].map(f)", "steps" },
        { "({ get x() { for (;;); } }).x", "steps" },
        { "`${{ toString() { for (;;); } }}`", "steps" },
        { "+{ valueOf() { for (;;); } }", "steps" },
        { "[2, 1].sort(() => { for (;;); })", "steps" },
        { "JSON.stringify({ toJSON() { for (;;); } })", "steps" },
        { "JSON.parse('[1]', () => { for (;;); })", "steps" },
        { "'a'.replace('a', () => { for (;;); })", "steps" },
        { "switch (1) { case (() => { for (;;); })(): }", "steps" },
        { "const { a = (() => { for (;;); })() } = {};", "steps" },
        { "Array.from({ length: 1e15 }, x => x)", "steps|memory" },
        { "Array.from({ length: 1e9 })", "steps|memory" },
        { "Array.prototype.map.call({ length: 9007199254740991 }, x => x)", "steps|memory|none" },
        { "Array.prototype.forEach.call({ length: 9007199254740991 }, x => x)", "steps" },
        { "Array.prototype.indexOf.call({ length: 9007199254740991 }, 1)", "steps" },
        { "Array.prototype.includes.call({ length: 9007199254740991 }, 1)", "steps" },
        { "Array.prototype.join.call({ length: 4294967295 }, '')", "steps|memory" },
        { "Array.prototype.reverse.call({ length: 9007199254740991 })", "steps" },
        { "Array.prototype.fill.call({ length: 9007199254740991 }, 0)", "steps|memory" },
        { "Array.prototype.sort.call({ length: 9007199254740991 })", "steps|memory|none" },
        { "Array.prototype.some.call({ length: 1e12 }, x => false)", "steps" },
        { "Array.prototype.reduceRight.call({ length: 1e12 }, x => x, 0)", "steps" },
        { "Array.prototype.lastIndexOf.call({ length: 1e12 }, 1)", "steps" },
        { "Array.prototype.shift.call({ length: 1e12 })", "steps" },
        { "Array.prototype.splice.call({ length: 1e12 }, 0, 1)", "steps|memory" },
        { "Math.max.apply(null, { length: 1e12 })", "steps|memory|none" },
        { "String.raw({ raw: { length: 1e12 } })", "steps|memory|string length" },
    };

    /// <summary>A script may not swallow the end of its own evaluation.</summary>
    public static TheoryData<string, string> Catching => new()
    {
        { "try { for (;;); } catch (e) { 'caught'; }", "steps" },
        { "try { for (;;); } catch { return 'caught'; }", "steps" },
        { "try { for (;;); } finally { return 'swallowed'; }", "steps" },
        { "for (;;) { try { for (;;); } finally { break; } }", "steps" },
        { "while (true) { try { while (true); } catch (e) { } finally { continue; } }", "steps" },
        { "l: { try { for (;;); } finally { break l; } } 'survived'", "steps" },
        { "const f = () => { try { f(); } catch (e) { f(); } finally { f(); } }; f()", "depth|steps|memory" },
        { "const f = () => { try { return f(); } finally { return 1; } }; f()", "depth" },
        { "const f = () => { try { f(); } catch (e) { return 'caught ' + e; } }; f()", "depth" },
        { "let n = 0; const f = () => { n++; f(); }; try { f(); } catch (e) { n; }", "depth" },
        { "try { 'x'.repeat(1e9); } catch (e) { 'caught'; }", "string length|memory" },
        { "const a = []; try { for (;;) a.push('x'.repeat(1000)); } catch (e) { a.length; }", "memory|steps" },
        { "try { /(a+)+$/.test('a'.repeat(40) + 'b'); } catch (e) { 'caught'; }", "regex steps|none" },
        { "[1].map(() => { try { for (;;); } catch (e) { return 1; } })", "steps" },
        { "try { [2, 1].sort(() => { for (;;); }); } catch (e) { 'caught'; } 'on'", "steps" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { for (;;); } }) }; for (const x of it) break;", "steps" },
        { "const it = { [Symbol.iterator]: () => ({ next: () => { for (;;); }, return() { return {}; } }) }; try { const [a] = it; } catch (e) { } 'on'", "steps" },
    };

    public static TheoryData<string, string> DeepRecursion => new()
    {
        { "const f = () => f(); f()", "depth" },
        { "const f = () => { return f(); }; f()", "depth" },
        { "function f() { f(); } f()", "depth" },
        { "const f = n => n + f(n + 1); f(0)", "depth" },
        { "function a() { return b(); } function b() { return a(); } a()", "depth" },
        { "const f = (x = f()) => x; f()", "depth" },
        { "const f = ({ a = f({}) }) => a; f({})", "depth" },
        { "const o = { get x() { return this.x; } }; o.x", "depth" },
        { "const o = { set x(v) { this.x = v; } }; o.x = 1", "depth" },
        { "const o = { toString() { return '' + this; } }; '' + o", "depth" },
        { "const o = { valueOf() { return +this; } }; +o", "depth" },
        { "const o = { toString() { return `${this}`; } }; `${o}`", "depth" },
        { "const o = { toString() { return String(this); } }; String(o)", "depth" },
        { "const o = { toString() { return [this].join(); } }; [o].join()", "depth" },
        { "const f = () => [2, 1].sort(f); f()", "depth" },
        { "const f = () => [1].map(f); f()", "depth" },
        { "const f = () => [1].reduce(f, 0); f()", "depth" },
        { "const f = () => [1, 2].flatMap(f); f()", "depth" },
        { "const f = () => Array.from([1], f); f()", "depth" },
        { "const f = () => 'a'.replace('a', f); f()", "depth" },
        { "const f = () => 'a'.replace(/a/g, f); f()", "depth" },
        { "const f = () => JSON.stringify({ toJSON: f }); f()", "depth" },
        { "const f = () => JSON.stringify([1], f); f()", "depth" },
        { "const f = () => JSON.parse('[1]', f); f()", "depth" },
        { "const f = (...a) => f(...a, 1); f()", "depth" },
        { "const f = () => f.call(); f()", "depth" },
        { "const f = () => f.apply(null, []); f()", "depth" },
        { "let f = () => 1; for (let i = 0; i < 100000; i++) f = f.bind(null); f()", "depth|memory|steps" },
        { "const f = (s) => f`x`; f`y`", "depth" },
        { "function F() { return new F(); } new F()", "depth" },
        { "const f = () => { new Set([1]).forEach(f); }; f()", "depth" },
        { "const f = () => { new Map([[1, 1]]).forEach(f); }; f()", "depth" },
        { "const it = { [Symbol.iterator]: () => [...it] }; [...it]", "depth" },
        { "const f = () => { for (const x of { [Symbol.iterator]: f }); }; f()", "depth" },
        { "const o = { get [Symbol.iterator]() { return [...o]; } }; [...o]", "depth" },
        { "const f = () => { try { throw 1; } catch { f(); } }; f()", "depth" },
        { "const f = () => f?.(); f()", "depth" },
        { "const y = g => (x => x(x))(x => g(v => x(x)(v))); y(f => n => f(n))(1)", "depth" },
        { "let a = []; for (let i = 0; i < 20000; i++) a = [a]; JSON.stringify(a)", "depth|memory" },
        { "let a = []; for (let i = 0; i < 20000; i++) a = [a]; a.flat(Infinity)", "depth|memory|none" },
        { "let a = []; for (let i = 0; i < 20000; i++) a = [a]; String(a)", "depth|memory" },
        { "let a = []; for (let i = 0; i < 20000; i++) a = [a]; a", "none" },
        { "let o = {}; for (let i = 0; i < 20000; i++) o = { o }; o", "none" },
        { "let o = {}; for (let i = 0; i < 20000; i++) o = Object.create(o); o.missing", "depth|memory|none" },
        { "JSON.parse('['.repeat(100000) + ']'.repeat(100000))", "depth|memory" },
        { "JSON.parse('{\"a\":'.repeat(30000) + '1' + '}'.repeat(30000))", "depth|memory" },
        { "const a = []; a.push(a); a", "none" },
        { "const o = {}; o.self = { o }; o", "none" },
        { "new RegExp('('.repeat(50000) + ')'.repeat(50000))", "depth|memory|regex steps" },
        { "new RegExp('(?:'.repeat(30000) + 'a' + ')*'.repeat(30000)).test('aaa')", "depth|memory|regex steps" },
    };

    public static TheoryData<string, string> HugeThings => new()
    {
        { "'x'.repeat(1e9)", "string length" },
        { "'abc'.repeat(2 ** 30)", "string length" },
        { "'x'.padStart(1e9)", "string length" },
        { "'x'.padEnd(2 ** 31 - 1, 'abc')", "string length" },
        { "let s = 'x'; for (;;) s += s; s", "string length|memory" },
        { "let s = 'x'; for (;;) s = s + s + s; s", "string length|memory" },
        { "let s = 'x'; for (;;) s = `${s}${s}`; s", "string length|memory" },
        { "let s = 'x'; for (;;) s = s.concat(s); s", "string length|memory" },
        { "let s = 'x'; for (;;) s = [s, s].join(''); s", "string length|memory" },
        { "let s = 'x'; for (;;) s = s.replace(/x/g, 'xx'); s", "string length|memory|regex steps" },
        { "let s = 'x'; for (;;) s = s.replaceAll('x', 'xx'); s", "string length|memory|steps" },
        { "let s = 'x'; for (;;) s = s.replace(/.*/, '$&$&'); s", "string length|memory|regex steps" },
        { "let s = 'x'; for (;;) s = JSON.stringify(s + '\"'); s", "string length|memory|steps" },
        { "let s = 'ä'; for (;;) s = encodeURIComponent(s + s); s", "string length|memory" },
        { "let s = 'ß'.repeat(200000); s.toUpperCase()", "string length|memory" },
        { "'\\ufdfa'.repeat(100000).normalize('NFKD')", "string length|memory" },
        { "new Array(1e6).join('xxxxxxxxxx')", "string length|memory|steps" },
        { "Array(2e5).fill('xxxxxxxxxx').join('')", "string length|memory|steps" },
        { "JSON.stringify(Array(1e5).fill([[]]), null, 10)", "string length|memory|steps" },
        { "JSON.stringify({ a: 'x'.repeat(2e5), b: 'x'.repeat(2e5) })", "string length|memory" },
        { "let o = { a: 1 }; for (let i = 0; i < 40; i++) o = { a: o, b: o }; JSON.stringify(o)", "string length|memory|steps" },
        { "let a = ['x']; for (let i = 0; i < 40; i++) a = [a, a]; String(a)", "string length|memory|steps|depth" },
        { "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a.flat(Infinity)", "memory|steps" },
        { "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a", "memory|steps" },
        { "let o = { a: 1 }; for (let i = 0; i < 40; i++) o = { a: o, b: o }; o", "memory|steps" },
        { "let a = [1]; for (;;) a = [...a, ...a];", "memory|steps" },
        { "let a = [1]; for (;;) a = a.concat(a);", "memory|steps" },
        { "let a = [1]; for (;;) a.push(...a);", "memory|steps" },
        { "let a = [1]; for (;;) a.splice(0, 0, ...a);", "memory|steps" },
        { "let a = [1]; for (;;) a = a.flatMap(x => [x, x]);", "memory|steps" },
        { "const a = []; for (;;) a.push({});", "memory|steps" },
        { "const a = []; for (;;) a.push('x' + a.length);", "memory|steps" },
        { "const a = []; for (;;) a.unshift(1);", "memory|steps" },
        { "const o = {}; for (let i = 0; ; i++) o['k' + i] = i;", "memory|steps" },
        { "const m = new Map(); for (let i = 0; ; i++) m.set(i, i);", "memory|steps" },
        { "const s = new Set(); for (let i = 0; ; i++) s.add({});", "memory|steps" },
        { "let f = null; for (;;) { const g = f; f = () => g; }", "memory|steps" },
        { "let o = null; for (;;) o = { o };", "memory|steps" },
        { "const r = []; for (;;) r.push(/x/g);", "memory|steps" },
        { "let r = []; for (;;) r.push(new Date());", "memory|steps" },
        { "for (;;) new RegExp('a'.repeat(10000));", "memory|steps|regex steps" },
        { "new Array(1e9).fill(0)", "memory|steps" },
        { "[...new Array(1e9)]", "memory|steps" },
        { "Math.max(...new Array(1e8))", "memory|steps" },
        { "new Array(1e8).map(x => x).concat(new Array(1e8)).flat()", "memory|steps" },
        { "const a = []; a.length = 4294967295; a.fill(1)", "memory|steps" },
        { "const a = []; a.length = 4294967295; a.sort()", "memory|steps|none" },
        { "const a = []; a.length = 4294967295; a.reverse()", "memory|steps|none" },
        { "const a = []; a.length = 4294967295; JSON.stringify(a)", "memory|steps|string length" },
        { "const a = []; a.length = 4294967295; a", "memory|steps" },
        { "const a = []; a.length = 4294967295; a.join()", "memory|steps|string length" },
        { "const a = []; a.length = 4294967295; a.includes(1)", "steps|memory" },
        { "const a = []; a.length = 4294967295; a.toSorted()", "memory|steps" },
        { "const a = []; a[4294967294] = 1; a", "memory|steps" },
        { "const a = []; a[1e8] = 1; a[2e8] = 2; [...a.keys()]", "memory|steps" },
        { "const a = [1, 2, 3]; a[3e9] = 1; for (let i = 0; i < 100; i++) a.unshift(0);", "memory|steps" },
        { "'x'.repeat(2e5).split('')", "memory|steps" },
        { "[...'x'.repeat(2e5)]", "memory|steps" },
        { "Object.entries('x'.repeat(2e5))", "memory|steps" },
        { "'x'.repeat(2e5).split('').map(c => c.repeat(100))", "memory|steps" },
        { "Array.from('x'.repeat(2e5), c => [c])", "memory|steps" },
        { "'a,'.repeat(1e5).split(',')", "memory|steps" },
        { "'x'.repeat(2e5).match(/x/g)", "memory|steps|regex steps" },
        { "[...'x'.repeat(2e5).matchAll(/x/g)]", "memory|steps|regex steps" },
        { "const s = 'x'.repeat(2e5); const a = []; for (;;) a.push(s + a.length);", "memory|steps" },
        { "const s = 'x'.repeat(2e5); const a = []; for (;;) a.push(s.slice(1) + 'y');", "memory|steps" },
        { "const s = 'x'.repeat(2e5); for (;;) s.split('').reverse().join('');", "memory|steps" },
        { "const s = 'aB'.repeat(1e5); for (;;) s.toUpperCase();", "memory|steps" },
        { "const s = 'x'.repeat(2e5); for (;;) s.indexOf('y');", "steps" },
        { "const s = 'x'.repeat(2e5); for (;;) s === s + '';", "steps|memory|string length" },
        { "const a = Array.from({ length: 1e5 }, (_, i) => -i); for (;;) a.sort((x, y) => x - y);", "memory|steps" },
        { "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.slice().sort();", "memory|steps" },
        { "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.indexOf(-1);", "steps|memory" },
        { "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.shift(), a.push(1);", "steps|memory" },
        { "const a = Array.from({ length: 1e5 }, (_, i) => i); for (;;) a.splice(0, 1, 1, 2);", "steps|memory" },
        { "const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i; for (;;) Object.keys(o);", "memory|steps" },
        { "const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i; for (;;) ({ ...o });", "memory|steps" },
        { "const a = []; for (let i = 0; i < 1e5; i++) a.push(i); for (;;) JSON.stringify(a);", "memory|steps" },
        { "(1e21).toString(2).repeat(1e6)", "string length" },
        { "let s = '1'; for (;;) s = String.raw`${s}${s}`;", "string length|memory" },
        { "setVariable('x', 'y'.repeat(2e5)); const a = []; for (;;) a.push(getVariable('x') + 1);", "memory|steps" },
        { "const f = []; for (;;) f.push(getVariable('List'));", "memory|steps" },
        { "encodeURIComponent('\\u20ac'.repeat(100000))", "string length|memory" },
        { "String.fromCharCode(...Array(1e7).fill(65))", "memory|steps" },
        { "let x = 'a'; for (;;) x = x.split('').join(x);", "string length|memory|steps" },
    };

    public static TheoryData<string, string> CatastrophicPatterns => new()
    {
        { "/(a+)+$/.test('a'.repeat(50) + 'b')", "regex steps|none" },
        { "/(a*)*$/.test('a'.repeat(50) + 'b')", "regex steps|none" },
        { "/(a|a)*$/.test('a'.repeat(50) + 'b')", "regex steps|none" },
        { "/(a|aa)+$/.test('a'.repeat(60) + 'b')", "regex steps|none" },
        { "/^(\\w+\\s?)*$/.test('word '.repeat(30) + '!')", "regex steps|none" },
        { "/(.*)(.*)(.*)(.*)(.*)(.*)(.*)[x]/.test('a'.repeat(2000))", "regex steps|none" },
        { "/(x+x+)+y/.test('x'.repeat(60))", "regex steps|none" },
        { "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))", "regex steps|none" },
        { "/(?=(a+)+$)b/.test('a'.repeat(50) + 'b')", "regex steps|none" },
        { "/(?<=(a+)+)$b/.test('a'.repeat(5000))", "regex steps|none" },
        { "/(a+)+\\1b/.test('a'.repeat(60))", "regex steps|none" },
        { "/((a{1,100}){1,100}){1,100}$/.test('a'.repeat(200) + 'b')", "regex steps|none" },
        { "/a{1,1000000}b/.test('a'.repeat(100000))", "regex steps" },
        { "/(?:a?){1000000}b/.test('a'.repeat(100))", "regex steps|memory|none" },
        { "/(?:(?:(?:(?:a{100}){100}){100}){100}){100}/.test('a'.repeat(10))", "regex steps|memory|none" },
        { "/(?:){1000000000}/.test('a')", "regex steps|none" },
        { "/(?:(?:){1000000}){1000000}x/.test('a')", "regex steps|none" },
        { "/^(?:.|\\n)*?x/.test('a'.repeat(250000))", "regex steps" },
        { "/.*.*.*x/s.test('a'.repeat(100000))", "regex steps" },
        { "'a'.repeat(100000).replace(/a*b/g, '')", "regex steps" },
        { "'a'.repeat(100000).split(/a*b/)", "regex steps" },
        { "'a'.repeat(100000).match(/a*b|c/g)", "regex steps" },
        { "for (;;) /[a-z]+@/.test('abcdefghijklmnopqrstuvwxyz'.repeat(20))", "regex steps" },
        { "for (;;) 'abc'.replace(/b/, 'x')", "regex steps|steps|memory" },
        { "/(?:a|b|ab)*c/.test('ab'.repeat(200))", "regex steps|none" },
        { "/([\\s\\S]*)*\\1(?!\\1)\\1/.test('ab'.repeat(100))", "regex steps|none" },
    };

    [Theory]
    [MemberData(nameof(EndlessLoops))]
    [MemberData(nameof(Catching))]
    [MemberData(nameof(DeepRecursion))]
    [MemberData(nameof(HugeThings))]
    [MemberData(nameof(CatastrophicPatterns))]
    public void An_attack_ends_at_a_limit_that_is_named(string source, string limits)
    {
        var end = AttackEnd.Of(source, s_limits);

        if (end.Failure is not (null or ScriptException)) Assert.Fail($"{source}: {end.Failure}");
        if (!limits.Split('|').Contains(end.Limit ?? "none")) Assert.Fail($"{source}: limit {end.Limit ?? "none"}, expected {limits}; {end.Failure?.Message ?? ExpressionText.Of(end.Value)}");
        Assert.True(end.Allocated <= s_memory, $"{source}: {end.Allocated:N0} bytes");
    }

    [Theory]
    [InlineData("while (true);", "steps")]
    [InlineData("const f = () => f(); f()", "depth")]
    [InlineData("const a = []; for (;;) a.push({ a });", "memory")]
    [InlineData("'x'.repeat(2e6)", "string length")]
    [InlineData("/(a+)+b\\1/.test('a'.repeat(60))", "regex steps")]
    public void The_sentence_says_which_limit_it_was(string source, string limit)
    {
        var end = AttackEnd.Of(source, ScriptLimits.Default);

        Assert.Equal(limit, end.Limit);
        Assert.False(string.IsNullOrWhiteSpace(end.Failure!.Message)); // Limit is not null, so there is a failure
    }
}
