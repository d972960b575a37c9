using System.Globalization;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Facts;

/// <summary>Numbers of cases, <c>IQ-NW-2026-0001</c>: counted for each Land and year, never used again.</summary>
public static class CaseNumbers
{
    public static string Next(Turn turn, Land land, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"IQ-{land}-{year:0000}-{CaseTable.NextNumber(turn, land.ToString(), year):0000}");

    /// <summary>Whether a text is built like the number of a case; so a correlation id tells at once whether it can be one.</summary>
    public static bool IsCaseNumber(string? text) =>
        text?.Split('-') is ["IQ", var land, { Length: 4 } year, { Length: >= 4 and <= 9 } number]
        && Enum.TryParse<Land>(land, out var known) && known.ToString() == land
        && year.All(char.IsAsciiDigit) && number.All(char.IsAsciiDigit);
}
