namespace IqWorkflows.Cases.Periods;

/// <summary>The sixteen Länder, by their usual two letters.</summary>
public enum Land
{
    BW,
    BY,
    BE,
    BB,
    HB,
    HH,
    HE,
    MV,
    NI,
    NW,
    RP,
    SL,
    SN,
    ST,
    SH,
    TH,
}

/// <summary>Where an act must be done: the seat of the authority or the court. Its holidays decide, not those of the client (BGB § 193).</summary>
/// <param name="Land">Null: outside Germany. Holidays there are not known, only weekends.</param>
/// <param name="Municipality">Name or official key (AGS) of the municipality; null when it is not known.</param>
public sealed record Place(Land? Land, string? Municipality = null)
{
    public static Place Abroad { get; } = new((Land?)null);

    public override string ToString() => Land is null ? "–" : Municipality is null ? Land.ToString()! : $"{Municipality} ({Land})";
}
