namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

/// <summary>Date as scripts use it. The expected texts were taken from Node in Berlin.</summary>
public sealed class DateScriptTests
{
    [Theory]
    [InlineData("Date.now()", "1714979289010")]
    [InlineData("new Date().getTime()", "1714979289010")]
    [InlineData("Date()", "\"Mon May 06 2024 09:08:09 GMT+0200 (Central European Summer Time)\"")]
    [InlineData("new Date()", "\"2024-05-06T07:08:09.010Z\"")]
    [InlineData("new Date(2024, 0)", "\"2023-12-31T23:00:00.000Z\"")]
    [InlineData("new Date(2024, 0, 31, 12).toISOString()", "\"2024-01-31T11:00:00.000Z\"")]
    [InlineData("new Date(99, 0).getFullYear()", "1999")]
    [InlineData("new Date('2024-05-06').getHours()", "2")]
    [InlineData("new Date('2024-05-06T00:00').getTime()", "1714946400000")]
    [InlineData("new Date(new Date(5)).getTime()", "5")]
    [InlineData("new Date(true).getTime()", "1")]
    [InlineData("new Date(undefined).getTime()", "null")]
    [InlineData("new Date(null).getTime()", "0")]
    [InlineData("Date.UTC(2024, 1, 29)", "1709164800000")]
    [InlineData("Date.UTC(2024)", "1704067200000")]
    [InlineData("Date.UTC()", "null")]
    [InlineData("Date.parse('6 May 2024')", "1714946400000")]
    [InlineData("[Date.length, Date.name, typeof Date()]", "[7,\"Date\",\"string\"]")]
    public void Dates_are_made_from_what_is_given(string source, string expected) => Assert.Equal(expected, Json(source));

    [Theory]
    [InlineData("setFullYear(2023)", "2023-03-31T10:00:00.000Z")]
    [InlineData("setMonth(1)", "2024-03-02T11:00:00.000Z")]
    [InlineData("setMonth(3, 30)", "2024-04-30T10:00:00.000Z")]
    [InlineData("setDate(0)", "2024-02-29T11:00:00.000Z")]
    [InlineData("setDate(30)", "2024-03-30T11:00:00.000Z")]
    [InlineData("setHours(2, 30)", "2024-03-31T01:30:00.000Z")]
    [InlineData("setHours(-1)", "2024-03-30T22:00:00.000Z")]
    [InlineData("setMinutes(90, 1, 2)", "2024-03-31T11:30:01.002Z")]
    [InlineData("setSeconds(-1)", "2024-03-31T09:59:59.000Z")]
    [InlineData("setMilliseconds(1500)", "2024-03-31T10:00:01.500Z")]
    [InlineData("setUTCHours(25)", "2024-04-01T01:00:00.000Z")]
    [InlineData("setUTCDate(1)", "2024-03-01T10:00:00.000Z")]
    [InlineData("setUTCFullYear(2025, 0, 1)", "2025-01-01T10:00:00.000Z")]
    [InlineData("setTime(86400000)", "1970-01-02T00:00:00.000Z")]
    public void Setters_move_the_date_and_give_its_time(string call, string expected)
    {
        Assert.Equal($"\"{expected}\"", Json($"(() => {{ const d = new Date('2024-03-31T10:00:00Z'); d.{call}; return d; }})()"));
        Assert.Equal("true", Json($"(() => {{ const d = new Date('2024-03-31T10:00:00Z'); return d.{call} === d.getTime(); }})()"));
    }

    [Theory]
    [InlineData("[d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds()]", "[2024,4,6,1,9,8,9,10]")]
    [InlineData("[d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds()]", "[2024,4,6,1,7,8,9,10]")]
    [InlineData("d.getTimezoneOffset()", "-120")]
    [InlineData("d.toString()", "\"Mon May 06 2024 09:08:09 GMT+0200 (Central European Summer Time)\"")]
    [InlineData("d.toDateString()", "\"Mon May 06 2024\"")]
    [InlineData("d.toTimeString()", "\"09:08:09 GMT+0200 (Central European Summer Time)\"")]
    [InlineData("d.toUTCString()", "\"Mon, 06 May 2024 07:08:09 GMT\"")]
    [InlineData("d.toISOString()", "\"2024-05-06T07:08:09.010Z\"")]
    [InlineData("d.toLocaleString('de-DE')", "\"6.5.2024, 09:08:09\"")]
    [InlineData("d.toLocaleDateString('de-DE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })", "\"Montag, 6. Mai 2024\"")]
    [InlineData("d.toLocaleDateString('de-DE', { dateStyle: 'medium' })", "\"06.05.2024\"")]
    [InlineData("d.toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })", "\"07:08\"")]
    [InlineData("d.toLocaleDateString(['xx', 'en-GB'])", "\"06/05/2024\"")]
    [InlineData("new Intl.DateTimeFormat('de-DE', { month: 'long' }).format(d)", "\"Mai\"")]
    [InlineData("[d].map(Intl.DateTimeFormat('de-DE').format)", "[\"6.5.2024\"]")]
    [InlineData("Intl.DateTimeFormat().resolvedOptions().timeZone", "\"Europe/Berlin\"")]
    [InlineData("`${d}`.slice(0, 10)", "\"Mon May 06\"")]
    [InlineData("d + 1", "\"Mon May 06 2024 09:08:09 GMT+0200 (Central European Summer Time)1\"")]
    [InlineData("d - 10", "1714979289000")]
    [InlineData("d > new Date(0)", "true")]
    [InlineData("[new Date(NaN).toString(), new Date(NaN).toJSON(), new Date(NaN).getDay()]", "[\"Invalid Date\",null,null]")]
    public void Dates_tell_their_parts_and_texts(string source, string expected) => Assert.Equal(expected, Json($"(() => {{ const d = new Date(); return {source}; }})()"));

    [Theory]
    [InlineData("new Date(NaN).toISOString()", "RangeError")]
    [InlineData("new Date().toLocaleDateString('de-DE', { month: 'huge' })", "RangeError")]
    [InlineData("new Date().toLocaleDateString('de-DE', { timeZone: 'Mars/Olympus' })", "RangeError")]
    [InlineData("new Date().toLocaleDateString('de-DE', { timeZone: '../../etc/passwd' })", "RangeError")]
    [InlineData("new Date().toLocaleDateString('de-DE', { timeStyle: 'short' })", "TypeError")]
    [InlineData("new Date().toLocaleString('de-DE', { dateStyle: 'short', year: 'numeric' })", "TypeError")]
    [InlineData("new Date().toLocaleDateString('not a tag')", "RangeError")]
    [InlineData("Date.prototype.getTime.call({})", "TypeError")]
    public void What_cannot_be_done_is_an_error_the_script_can_catch(string source, string expected) =>
        Assert.Equal(expected, BerlinHost.Text($"(() => {{ try {{ return {source}; }} catch (e) {{ return e.name; }} }})()"));

    private static string Json(string source) => BerlinHost.Text($"JSON.stringify({source})");
}
