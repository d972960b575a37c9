using IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Locales;

/// <summary>Numbers and orders for people, as scripts use them. The expected texts were taken from Node.</summary>
public sealed class LocaleScriptTests
{
    [Theory]
    [InlineData("(1234.5).toLocaleString()", "1,234.5")]
    [InlineData("(1234.5).toLocaleString('de-DE')", "1.234,5")]
    [InlineData("(1234.5).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })", "1.234,50\u00a0€")]
    [InlineData("(1234.5).toLocaleString('en-US', { style: 'currency', currency: 'eur' })", "€1,234.50")]
    [InlineData("(0.256).toLocaleString('de-DE', { style: 'percent', minimumFractionDigits: 1 })", "25,6\u00a0%")]
    [InlineData("new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 }).format(1.25)", "1,3")]
    [InlineData("[1, 2.5].map(new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format).join()", "1,00,2,50")]
    [InlineData("(5).toLocaleString('de-DE', { minimumIntegerDigits: 2, useGrouping: false })", "05")]
    [InlineData("['z', 'ä', 'a', 'Z'].sort((a, b) => a.localeCompare(b, 'de')).join('')", "aäzZ")]
    [InlineData("'a'.localeCompare('A', 'de', { sensitivity: 'base' })", "0")]
    [InlineData("['10', '9', '1'].sort(new Intl.Collator('de', { numeric: true }).compare).join()", "1,9,10")]
    public void Texts_follow_the_language(string source, string expected) => Assert.Equal(expected, BerlinHost.Text(source));

    [Theory]
    [InlineData("(1).toLocaleString('de-DE', { style: 'currency' })", "TypeError")]
    [InlineData("(1).toLocaleString('de-DE', { maximumFractionDigits: 101 })", "RangeError")]
    [InlineData("(1).toLocaleString('de-DE', { minimumFractionDigits: 3, maximumFractionDigits: 1 })", "RangeError")]
    [InlineData("(1).toLocaleString('de-DE', { notation: 'compact' })", "RangeError")]
    [InlineData("(1).toLocaleString('de-DE', { style: 'currency', currency: 'EURO' })", "RangeError")]
    public void What_is_not_supported_is_an_error_the_script_can_catch(string source, string expected) =>
        Assert.Equal(expected, BerlinHost.Text($"(() => {{ try {{ return {source}; }} catch (e) {{ return e.name; }} }})()"));
}
