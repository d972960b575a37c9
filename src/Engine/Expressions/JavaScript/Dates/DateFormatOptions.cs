namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>How <see cref="DateFormat"/> writes a date: the members of Intl.DateTimeFormat's options that are supported. Null leaves a part out.</summary>
internal sealed record DateFormatOptions
{
    public NameLength? Weekday { get; init; }

    /// <summary>Long is "2024", two-digit "24".</summary>
    public DigitLength? Year { get; init; }

    public MonthLength? Month { get; init; }

    public DigitLength? Day { get; init; }

    public DigitLength? Hour { get; init; }

    public DigitLength? Minute { get; init; }

    public DigitLength? Second { get; init; }

    /// <summary>From 1 to 3; shown with the seconds.</summary>
    public int? FractionalSecondDigits { get; init; }

    /// <summary>Null follows the locale.</summary>
    public bool? Hour12 { get; init; }

    public NameLength? ZoneName { get; init; }

    /// <summary>Excludes the single parts.</summary>
    public FormatStyle? DateStyle { get; init; }

    /// <summary>Excludes the single parts.</summary>
    public FormatStyle? TimeStyle { get; init; }

    public bool HasDate => Weekday is not null || Year is not null || Month is not null || Day is not null;

    public bool HasTime => Hour is not null || Minute is not null || Second is not null || FractionalSecondDigits is not null;

    private bool HasStyle => DateStyle is not null || TimeStyle is not null;

    /// <summary>The options with the parts that toLocaleString and its siblings show when the script asked for none of them.</summary>
    public DateFormatOptions WithDefaults(bool date, bool time)
    {
        var asksForShown = (date && HasDate) || (time && HasTime);
        if (HasStyle || asksForShown)
        {
            return this;
        }

        var options = this;
        if (date)
        {
            options = options with { Year = DigitLength.Numeric, Month = MonthLength.Numeric, Day = DigitLength.Numeric };
        }

        return time ? options with { Hour = DigitLength.Numeric, Minute = DigitLength.Numeric, Second = DigitLength.Numeric } : options;
    }
}

internal enum DigitLength
{
    Numeric,
    TwoDigit,
}

internal enum NameLength
{
    Narrow,
    Short,
    Long,
}

internal enum MonthLength
{
    Numeric,
    TwoDigit,
    Narrow,
    Short,
    Long,
}

internal enum FormatStyle
{
    Short,
    Medium,
    Long,
    Full,
}
