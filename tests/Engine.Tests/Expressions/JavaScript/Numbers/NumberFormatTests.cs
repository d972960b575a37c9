using IqWorkflows.Engine.Expressions.JavaScript.Locales;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Numbers;

/// <summary>The expected texts were taken from Node.</summary>
public sealed class NumberFormatTests
{
    [Theory]
    [InlineData(0.0, "de-DE", "0")]
    [InlineData(0.0, "en-US", "0")]
    [InlineData(-0.0, "de-DE", "-0")]
    [InlineData(-0.0, "en-US", "-0")]
    [InlineData(1.0, "de-DE", "1")]
    [InlineData(1.0, "en-US", "1")]
    [InlineData(1234.5, "de-DE", "1.234,5")]
    [InlineData(1234.5, "en-US", "1,234.5")]
    [InlineData(-1234567.891, "de-DE", "-1.234.567,891")]
    [InlineData(-1234567.891, "en-US", "-1,234,567.891")]
    [InlineData(0.0005, "de-DE", "0,001")]
    [InlineData(0.0005, "en-US", "0.001")]
    [InlineData(1e21, "de-DE", "1.000.000.000.000.000.000.000")]
    [InlineData(1e21, "en-US", "1,000,000,000,000,000,000,000")]
    [InlineData(double.NaN, "de-DE", "NaN")]
    [InlineData(double.NaN, "en-US", "NaN")]
    [InlineData(double.NegativeInfinity, "de-DE", "-\u221e")]
    [InlineData(double.NegativeInfinity, "en-US", "-\u221e")]
    [InlineData(999999.9995, "de-DE", "1.000.000")]
    [InlineData(999999.9995, "en-US", "1,000,000")]
    [InlineData(1.005, "de-DE", "1,005")]
    [InlineData(1.005, "en-US", "1.005")]
    [InlineData(0.1, "de-DE", "0,1")]
    [InlineData(0.1, "en-US", "0.1")]
    public void Numbers_follow_the_language(double number, string language, string expected) =>
        Assert.Equal(expected, NumberFormat.Format(number, ScriptLocales.ForTag(language), NumberFormatOptions.Default));

    [Theory]
    [InlineData(1234.5, "de-DE", "EUR", "1.234,50\u00a0€")]
    [InlineData(-1234.5, "de-DE", "EUR", "-1.234,50\u00a0€")]
    [InlineData(1234.5, "en-US", "EUR", "€1,234.50")]
    [InlineData(-0.005, "en-US", "EUR", "-€0.01")]
    [InlineData(0.0, "de-DE", "EUR", "0,00\u00a0€")]
    [InlineData(9.995, "de-DE", "EUR", "10,00\u00a0€")]
    [InlineData(1000000.0, "en-GB", "USD", "US$1,000,000.00")]
    [InlineData(1000000.0, "en-US", "USD", "$1,000,000.00")]
    [InlineData(5.0, "de-DE", "CHF", "5,00\u00a0CHF")]
    [InlineData(5.0, "en-US", "CHF", "CHF\u00a05.00")]
    [InlineData(1234.6, "de-DE", "JPY", "1.235\u00a0\u00a5")]
    [InlineData(1234.6, "en-GB", "JPY", "JP\u00a51,235")]
    [InlineData(12.0, "en-GB", "GBP", "\u00a312.00")]
    public void Money_has_its_sign_where_the_language_puts_it(double number, string language, string currency, string expected) =>
        Assert.Equal(expected, NumberFormat.Format(number, ScriptLocales.ForTag(language), new NumberFormatOptions { Style = NumberStyle.Currency, Currency = currency }));

    [Theory]
    [InlineData(1.5, 2, 2, "1,50")]
    [InlineData(1.555, 0, 2, "1,56")]
    [InlineData(1.555, 2, null, "1,555")]
    [InlineData(1.23456, null, 1, "1,2")]
    [InlineData(1.5, 3, null, "1,500")]
    [InlineData(1.25, null, 0, "1")]
    [InlineData(2.5, null, 0, "3")]
    [InlineData(-2.5, null, 0, "-3")]
    [InlineData(1e-9, null, 8, "0")]
    [InlineData(1234.0, 2, 4, "1.234,00")]
    [InlineData(0.1234567, null, 20, "0,1234567")]
    public void Fraction_digits_have_a_least_and_a_most(double number, int? least, int? most, string expected) =>
        Assert.Equal(expected, NumberFormat.Format(number, ScriptLocale.German, new NumberFormatOptions { MinimumFractionDigits = least, MaximumFractionDigits = most }));

    [Theory]
    [InlineData(0.256, "de-DE", "26\u00a0%")]
    [InlineData(0.256, "en-US", "26%")]
    [InlineData(12.5, "de-DE", "1.250\u00a0%")]
    public void Percent_counts_hundredths(double number, string language, string expected) =>
        Assert.Equal(expected, NumberFormat.Format(number, ScriptLocales.ForTag(language), new NumberFormatOptions { Style = NumberStyle.Percent }));

    [Theory]
    [InlineData(1234567.0, 3, "1.230.000")]
    [InlineData(0.0012345, 2, "0,0012")]
    [InlineData(99.95, 3, "100")]
    public void Significant_digits_count_from_the_first(double number, int most, string expected) =>
        Assert.Equal(expected, NumberFormat.Format(number, ScriptLocale.German, new NumberFormatOptions { MaximumSignificantDigits = most }));

    [Fact]
    public void Grouping_can_be_left_out_and_whole_digits_filled_up()
    {
        var options = new NumberFormatOptions { UseGrouping = false, MinimumIntegerDigits = 6 };

        Assert.Equal("001234,5", NumberFormat.Format(1234.5, ScriptLocale.German, options));
    }
}
