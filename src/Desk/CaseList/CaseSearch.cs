using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Desk.CaseList;

/// <summary>In which order a list of cases is shown.</summary>
public enum CaseSort
{
    /// <summary>Newest number first.</summary>
    Number,

    /// <summary>Next deadline first, cases without one at the end.</summary>
    NextDate,

    Name,

    /// <summary>Longest in its state first.</summary>
    Since,
}

/// <summary>What is looked for; all of it stands in the address of the page.</summary>
public sealed record CaseSearch
{
    public const string Open = "offen";
    public const string All = "alle";

    /// <summary>As a counsellor: nobody.</summary>
    public const string Nobody = "niemand";

    private const int Longest = 100;

    /// <summary>Beginnings of names, or of a case number.</summary>
    public string Text { get; init; } = "";

    /// <summary>A state; <see cref="Open"/>: all that are not closed; <see cref="All"/>: all.</summary>
    public string State { get; init; } = Open;

    /// <summary>Person of the staff, or <see cref="Nobody"/>; empty: whoever.</summary>
    public string Counsellor { get; init; } = "";

    /// <summary>Code; empty: any.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Code; empty: any.</summary>
    public string Profession { get; init; } = "";

    /// <summary>Only cases that do not get on.</summary>
    public bool IsStalled { get; init; }

    /// <summary>Only cases whose authority is late.</summary>
    public bool IsOverdue { get; init; }

    public CaseSort Sort { get; init; }

    /// <summary>Place of the last line of the page before; null: none.</summary>
    public string? After { get; init; }

    /// <summary>Place of the first line of the page behind; null: none.</summary>
    public string? Before { get; init; }

    public bool HasFilter => Text.Length + Counsellor.Length + Authority.Length + Profession.Length > 0 || IsStalled || IsOverdue || State != Open;

    public static CaseSearch Of(IQueryCollection query) => new()
    {
        Text = Cut(query, "q"),
        State = Cut(query, "stand") is { Length: > 0 } state ? state : Open,
        Counsellor = Cut(query, "beratung"),
        Authority = Cut(query, "stelle"),
        Profession = Cut(query, "beruf"),
        IsStalled = query["steht"] == "1",
        IsOverdue = query["spaet"] == "1",
        Sort = query["sort"].ToString() switch { "datum" => CaseSort.NextDate, "name" => CaseSort.Name, "seit" => CaseSort.Since, _ => CaseSort.Number },
        After = query["nach"].ToString() is { Length: > 0 and < 400 } after ? after : null,
        Before = query["vor"].ToString() is { Length: > 0 and < 400 } before ? before : null,
    };

    private static string Cut(IQueryCollection query, string name) => query[name].ToString() is { Length: > Longest } text ? text[..Longest] : query[name].ToString();

    /// <summary>What follows the question mark, without the place within the list.</summary>
    public string Address() => string.Join('&', Parts().Where(part => part.Value.Length > 0).Select(part => part.Name + "=" + Uri.EscapeDataString(part.Value)));

    /// <summary>The fields, as they stand in the address.</summary>
    public IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("q", Text),
        ("stand", State == Open ? "" : State),
        ("beratung", Counsellor),
        ("stelle", Authority),
        ("beruf", Profession),
        ("steht", IsStalled ? "1" : ""),
        ("spaet", IsOverdue ? "1" : ""),
        ("sort", Sort switch { CaseSort.NextDate => "datum", CaseSort.Name => "name", CaseSort.Since => "seit", _ => "" }),
    ];
}
