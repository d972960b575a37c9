using IqWorkflows.Engine.Expressions.JavaScript.Locales;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Numbers;

/// <summary>The arguments of Number's toLocaleString or Intl.NumberFormat, read and ready to format.</summary>
internal sealed class NumberOptions
{
    private readonly NumberFormatOptions _shown;

    private NumberOptions(ScriptLocale locale, NumberFormatOptions shown)
    {
        Locale = locale;
        _shown = shown;
    }

    public ScriptLocale Locale { get; }

    public string Format(double value) => NumberFormat.Format(value, Locale, _shown);

    public static NumberOptions Read(Run run, Arguments arguments)
    {
        var locale = LocaleOptions.Locale(run, arguments[0]);
        return LocaleOptions.Options(run, arguments[1]) is { } options
            ? new NumberOptions(locale, Shown(run, options))
            : new NumberOptions(locale, NumberFormatOptions.Default);
    }

    private static NumberFormatOptions Shown(Run run, JsObject options)
    {
        if (LocaleOptions.Text(run, options, "notation") is { } notation and not "standard")
            throw run.RangeError($"The notation {Conversions.Show(run, notation)} is not supported; only standard is");

        var style = LocaleOptions.Text(run, options, "style", "decimal", "percent", "currency") switch
        {
            "percent" => NumberStyle.Percent,
            "currency" => NumberStyle.Currency,
            _ => NumberStyle.Decimal,
        };
        var currency = Currency(run, options);
        if (style == NumberStyle.Currency && currency is null) throw run.TypeError("Currency code is required with currency style.");

        var shown = new NumberFormatOptions
        {
            Style = style,
            Currency = currency ?? "EUR",
            ShowsCurrencyCode = LocaleOptions.Text(run, options, "currencyDisplay", "symbol", "narrowSymbol", "code") == "code",
            MinimumIntegerDigits = LocaleOptions.Number(run, options, "minimumIntegerDigits", 1, 21) ?? 1,
            MinimumFractionDigits = LocaleOptions.Number(run, options, "minimumFractionDigits", 0, 100),
            MaximumFractionDigits = LocaleOptions.Number(run, options, "maximumFractionDigits", 0, 100),
            MinimumSignificantDigits = LocaleOptions.Number(run, options, "minimumSignificantDigits", 1, 21),
            MaximumSignificantDigits = LocaleOptions.Number(run, options, "maximumSignificantDigits", 1, 21),
            // The texts "true" and "false" both mean the default, an oddity of the specification.
            UseGrouping = options.Get(run, "useGrouping") is { IsUndefined: false } grouping ? grouping.IsTrue : true,
        };
        if (shown.MinimumFractionDigits > shown.MaximumFractionDigits) throw run.RangeError("maximumFractionDigits value is out of range");
        if (shown.MinimumSignificantDigits > shown.MaximumSignificantDigits) throw run.RangeError("maximumSignificantDigits value is out of range");
        return shown;
    }

    private static string? Currency(Run run, JsObject options)
    {
        var code = LocaleOptions.Text(run, options, "currency");
        if (code is not null && (code.Length != 3 || !code.All(char.IsAsciiLetter))) throw run.RangeError($"Invalid currency code : {Conversions.Show(run, code)}");
        return code?.ToUpperInvariant();
    }
}
