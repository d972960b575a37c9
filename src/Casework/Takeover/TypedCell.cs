using System.Globalization;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.Takeover;

/// <summary>From a cell as people and spreadsheets write it to the text that a form would take.</summary>
internal static class TypedCell
{
    private static readonly string[] s_days = ["yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "yyyy/M/d", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "d.M.yyyy HH:mm:ss", "d.M.yyyy HH:mm"];
    private static readonly string[] s_shortDays = ["d.M.yy", "d/M/yy"];

    /// <summary>Spreadsheets count days from here.</summary>
    private static readonly DateOnly s_sheetZero = new(1899, 12, 30);

    private const int FirstSheetDay = 7000, LastSheetDay = 73050; // 1919 to 2099: other numbers are no days

    private const int ShortestBeginning = 4;

    /// <returns>Null: it means nothing, and the problem says so.</returns>
    public static string? Read(FactField field, string cell, CodeLists codes, DateOnly today, List<Cases.Reason> problems)
    {
        switch (field.Type)
        {
            case FactType.Date:
                if (Day(cell, today) is { } day)
                    return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                problems.Add(new Cases.Reason(TakeoverReason.NoDay, field.Name, Short(cell)));
                return null;
            case FactType.Bool:
                if (YesOrNo(cell) is { } yes)
                    return yes ? "true" : "false";
                problems.Add(new Cases.Reason(TakeoverReason.NotYesOrNo, field.Name, Short(cell)));
                return null;
            case FactType.Codes:
                var all = cell.Split((char[])[',', ';', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one => Code(field, one, codes, problems)).ToList();
                return all.Contains(null) ? null : string.Join(',', all.Distinct());
            case FactType.Code or FactType.Country or FactType.Language or FactType.Authority or FactType.Profession:
                return Code(field, cell, codes, problems);
            case FactType.Text:
                return cell.ReplaceLineEndings(" ").Trim();
            default:
                return cell.Trim();
        }
    }

    public static DateOnly? Day(string cell, DateOnly today)
    {
        var text = cell.Trim();
        if (DateTime.TryParseExact(text, s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return DateOnly.FromDateTime(moment);
        if (DateOnly.TryParseExact(text, s_shortDays, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // Of a year with two digits the one that is not far ahead is meant.
            var year = today.Year / 100 * 100 + day.Year % 100;
            year = year > today.Year + 10 ? year - 100 : year;
            return day.Day <= DateTime.DaysInMonth(year, day.Month) ? new DateOnly(year, day.Month, day.Day) : null;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= FirstSheetDay and <= LastSheetDay ? s_sheetZero.AddDays(number) : null;
    }

    private static bool? YesOrNo(string cell) => cell.Trim().ToLowerInvariant() switch
    {
        "ja" or "j" or "x" or "1" or "true" or "wahr" or "yes" or "y" => true,
        "nein" or "n" or "0" or "false" or "falsch" or "no" or "-" => false,
        _ => null,
    };

    /// <summary>A code by itself, by what people read for it in either language, or by the only name that begins so.</summary>
    private static string? Code(FactField field, string cell, CodeLists codes, List<Cases.Reason> problems)
    {
        var list = ListOf(field) is { } name ? codes.Find(name) : null;
        if (list?.Find(cell.Trim()) is { } exact)
            return exact.Code;
        var wanted = Folded.Of(cell);
        var entries = list?.Codes ?? [];
        var found = entries.Where(entry => Folded.Of(entry.Code) == wanted || Folded.Of(entry.Label.German) == wanted || Folded.Of(entry.Label.English) == wanted).ToList();
        if (found.Count == 0 && wanted.Length >= ShortestBeginning)
            found = [.. entries.Where(entry => Folded.Of(entry.Label.German).StartsWith(wanted, StringComparison.Ordinal) || Folded.Of(entry.Label.English).StartsWith(wanted, StringComparison.Ordinal))];
        if (wanted.Length > 0 && found is [var only])
            return only.Code;
        var nearest = Cases.Nearest.To(Short(cell), entries.Select(entry => entry.Label.German)); // none rather than a silly one
        problems.Add(new Cases.Reason(TakeoverReason.UnknownCode, field.Name, Short(cell), nearest ?? ""));
        return null;
    }

    public static string? ListOf(FactField field) => field.CodeList ?? field.Type switch
    {
        FactType.Country => "country",
        FactType.Language => "language",
        FactType.Authority => "authority",
        FactType.Profession => "profession",
        _ => null,
    };

    private static string Short(string cell) => cell.Length > 60 ? cell[..60] : cell;
}
