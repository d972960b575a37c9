namespace IqWorkflows.Engine.Expressions.JavaScript.Numbers;

/// <summary>How <see cref="NumberFormat"/> writes a number: the members of Intl.NumberFormat's options that are supported.</summary>
internal sealed record NumberFormatOptions
{
    public static NumberFormatOptions Default { get; } = new();

    public NumberStyle Style { get; init; } = NumberStyle.Decimal;

    /// <summary>ISO 4217 code in capitals; only with <see cref="NumberStyle.Currency"/>.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>"EUR" instead of "€".</summary>
    public bool ShowsCurrencyCode { get; init; }

    /// <summary>Null is the default of the style.</summary>
    public int? MinimumFractionDigits { get; init; }

    /// <summary>Null is the default of the style.</summary>
    public int? MaximumFractionDigits { get; init; }

    /// <summary>From 1 to 21; null rounds by fraction digits.</summary>
    public int? MinimumSignificantDigits { get; init; }

    /// <summary>From 1 to 21; null rounds by fraction digits.</summary>
    public int? MaximumSignificantDigits { get; init; }

    public int MinimumIntegerDigits { get; init; } = 1;

    public bool UseGrouping { get; init; } = true;
}

internal enum NumberStyle
{
    Decimal,
    Percent,
    Currency,
}
