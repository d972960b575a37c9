using System.Globalization;
using System.Text;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Forms;

/// <summary>From the text that somebody typed to the value of a fact.</summary>
internal static class TypedText
{
    // Nobody alive was born before, no deadline of law ends after; a slip of the keyboard does.
    private static readonly DateOnly s_first = new(1900, 1, 1), s_last = new(2099, 12, 31);

    /// <returns>The value, or null with why it is none.</returns>
    public static object? Value(FactField field, string typed, FactCatalog catalog, DateOnly happenedOn, List<Reason> reasons)
    {
        var text = field.Type is FactType.Text or FactType.LongText ? typed.ReplaceLineEndings("\n").Trim() : typed.Trim();
        return field.Type switch
        {
            FactType.Text or FactType.LongText => Text(field, text, reasons),
            FactType.Date => Day(field, text, reasons),
            FactType.Instant => Instant(field, text, reasons),
            FactType.Number => Bounded(field, Whole(text), FormReason.NoNumber, reasons),
            FactType.Year => Bounded(field, text.Length == 4 ? Whole(text) : null, FormReason.NoYear, reasons),
            FactType.Money => Money(field, text, reasons),
            FactType.Bool => YesOrNo(field, text, reasons),
            FactType.Length => Length(field, text, reasons),
            FactType.Codes => Codes(field, text, catalog, happenedOn, reasons),
            _ => Code(field, text, catalog, happenedOn, reasons) ? text : null,
        };
    }

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Text(FactField field, string text, List<Reason> reasons)
    {
        var before = reasons.Count;
        if (text.Length > field.MaxLength)
            reasons.Add(new Reason(FormReason.TooLong, field.Name, field.MaxLength, text.Length));
        if (field.Type == FactType.Text && text.Contains('\n', StringComparison.Ordinal))
            reasons.Add(new Reason(FormReason.OneLine, field.Name));
        if (!IsWhole(text))
            reasons.Add(new Reason(FormReason.BadCharacters, field.Name));
        return reasons.Count == before ? text.Normalize(NormalizationForm.FormC) : null;
    }

    /// <summary>Whether it can be stored, mailed and printed: no control characters but line ends and tabs, no halves of characters.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\t') || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }
        return true;
    }

    private static DateOnly? Day(FactField field, string text, List<Reason> reasons)
    {
        if (Day(text) is not { } day)
        {
            reasons.Add(new Reason(FormReason.NoDay, field.Name));
            return null;
        }
        if (day >= s_first && day <= s_last)
            return day;
        reasons.Add(new Reason(FormReason.OutsideCalendar, field.Name, day));
        return null;
    }

    private static DateTimeOffset? Instant(FactField field, string text, List<Reason> reasons)
    {
        if (InstantOf(text) is not { } instant)
        {
            reasons.Add(new Reason(FormReason.NoInstant, field.Name));
            return null;
        }
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        if (day >= s_first && day <= s_last)
            return instant;
        reasons.Add(new Reason(FormReason.OutsideCalendar, field.Name, day));
        return null;
    }

    private static DateTimeOffset? InstantOf(string text)
    {
        string[] local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var there))
            return GermanDay.InstantOf(there);
        string[] full = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
        return DateTimeOffset.TryParseExact(text, full, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime() : null;
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Bounded(FactField field, int? number, string otherwise, List<Reason> reasons)
    {
        if (number is null)
            reasons.Add(new Reason(otherwise, field.Name));
        return number is not null && IsWithin(field, number.Value, reasons) ? number : null;
    }

    private static decimal? Money(FactField field, string text, List<Reason> reasons)
    {
        // a comma or a point before the cents; thousands are not separated, since 1.000 means two things
        if (decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            && decimal.Round(amount, 2) == amount && text.Count(c => c is ',' or '.') < 2)
        {
            var separator = text.IndexOfAny([',', '.']);
            if (separator < 0 || text.Length - separator - 1 is 1 or 2)
                return IsWithin(field, amount, reasons) ? amount : null;
        }
        reasons.Add(new Reason(FormReason.NoAmount, field.Name));
        return null;
    }

    private static bool IsWithin(FactField field, decimal number, List<Reason> reasons)
    {
        var (least, most) = (field.Least ?? int.MinValue, field.Most ?? (field.Type == FactType.Year ? s_last.Year : int.MaxValue));
        if (number >= least && number <= most)
            return true;
        reasons.Add(new Reason(FormReason.OutOfBounds, field.Name, least, most));
        return false;
    }

    private static bool? YesOrNo(FactField field, string text, List<Reason> reasons)
    {
        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "ja" or "on":
                return true;
            case "false" or "no" or "nein":
                return false;
            default:
                reasons.Add(new Reason(FormReason.NotYesOrNo, field.Name));
                return null;
        }
    }

    private static string? Length(FactField field, string text, List<Reason> reasons)
    {
        if (Periods.Length.TryParse(text, out var length))
            return length.ToString();
        reasons.Add(new Reason(FormReason.NoLength, field.Name));
        return null;
    }

    private static List<string>? Codes(FactField field, string text, FactCatalog catalog, DateOnly happenedOn, List<Reason> reasons)
    {
        var codes = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (codes.Distinct(StringComparer.Ordinal).Count() != codes.Count)
        {
            reasons.Add(new Reason(FormReason.CodeTwice, field.Name));
            return null;
        }
        if (codes.Count == 0)
            reasons.Add(new Reason(FormReason.UnknownCode, field.Name));
        return codes.Count > 0 && codes.TrueForAll(code => Code(field, code, catalog, happenedOn, reasons)) ? codes : null;
    }

    private static bool Code(FactField field, string code, FactCatalog catalog, DateOnly happenedOn, List<Reason> reasons)
    {
        var entry = field.CodeList is { } list ? catalog.Codes.Find(list)?.Find(code) : null;
        if (entry is null)
            reasons.Add(new Reason(FormReason.UnknownCode, field.Name));
        else if (!entry.IsValidOn(happenedOn))
            reasons.Add(new Reason(FormReason.CodeNotValid, field.Name, code));
        return entry?.IsValidOn(happenedOn) == true;
    }
}
