using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Tests.RuleFiles;

/// <summary>Mistakes an editor of the shipped files may make: each is told with its place and what to do.</summary>
public sealed class RuleFileTests
{
    [Theory]
    [InlineData("length: 4 months", "length: four months", "rows[0].length: \"four months\" is not a length. Write it as 3 months, 2 weeks")]
    [InlineData("start: exam_day", "start: exam_date", "rows[0].start: \"exam_date\" is not listed under \"facts\". Take one that is")]
    [InlineData("rule: not_before", "rule: notbefore", "rows[0].rule: \"notbefore\" is not a known word. Write one of after, beginning, before, not_before, on_day, as_set, year_end.")]
    [InlineData("shift: SGG", "shift: Sgg", "rows[0].shift: \"Sgg\" is not listed under \"shifts\".")]
    [InlineData("class: O\n", "class: X\n", "class: \"X\" is not a known word. Write one of A, C, O, S.")]
    [InlineData("valid_from: 2006-08-18", "valid_from: 18.08.2006", "rows[0].valid_from: \"18.08.2006\" is not a day. Write it as 2026-04-29.")]
    [InlineData("when: [client_abroad]", "when: [abroad]", "rows[0].when: \"abroad\" is not listed under \"circumstances\".")]
    [InlineData("laender: [SN]", "laender: [XX]", "rows[0].laender: \"XX\" is no Land.")]
    [InlineData("        deemed_approved: yes", "        deemed_aproved: yes", "rows[0].deemed_aproved: Nobody knows \"deemed_aproved\" here. Remove it, or take one of assumption,")]
    [InlineData("source: MuSchG § 17 Abs. 1", "remark: { de: a, en: b }", "rows[0].source: \"source\" is missing. Add it.")]
    [InlineData("code: D62", "code: Z62", "code: \"Z62\" is no code of a deadline.")]
    [InlineData("code: D62", "code: D61", "deadlines: D61 is listed 2 times.")]
    [InlineData("{ issuers: [BUND], valid_from", "{ issuers: [BERLIN], valid_from", "notification.days[0].issuers: \"BERLIN\" is no issuer.")]
    [InlineData("needs_reason: no", "needs_reason: nein", "extensions.VwVfG.needs_reason: \"nein\" is not yes or no.")]
    [InlineData("      QA: { source: BQFG § 14a Abs. 4, ends: event }", "      QQ: { source: BQFG § 14a Abs. 4, ends: end }", "suspensions.BQFG-81a.causes.QQ: \"QQ\" is not listed under \"causes\".")]
    [InlineData("length: 72 hours\n        shift: none", "length: 72 hours\n        shift: EU", "rows[0].shift: What is counted in hours is not shifted.")]
    [InlineData("start: exam_day\n        length: 5 days\n        shift: none", "start: exam_day\n        length: 5 days\n        shift: VwVfG", "rows[0].shift: The weekend rule moves only ends")]
    [InlineData("      - when: [par81a]\n        valid_from: 2020-03-01\n", "      - valid_from: 2013-07-01\n", "rows[1].when: This row never counts: deadlines[")]
    [InlineData("        length: 3 weeks\n        shift: ZPO\n\n  - code: D31", "        shift: ZPO\n\n  - code: D31", "rows[0].length: \"length\" is missing.")]
    [InlineData("state_of_law: 2026-04-29", "state_of_law: { a: b }", "deadlines.yaml:4:15: state_of_law: \"state_of_law\" is no text.")]
    [InlineData("limit: { start: missed_end, length: 1 year", "limit: { start: missed_end, length: 9 hours", "rows[0].limit.length: Hours and Werktage are not counted here.")]
    [InlineData("facts:\n", "facts:\n\tx: y\n", "This is not YAML")]
    public void A_mistake_in_the_catalogue_is_told_with_place_and_remedy(string right, string wrong, string told)
    {
        var text = Shipped.TextOf("deadlines.yaml");
        Assert.Contains(right, text);
        var at = text.IndexOf(right, StringComparison.Ordinal);

        var reading = DeadlineFile.Read(text[..at] + wrong + text[(at + right.Length)..], "deadlines.yaml", Shipped.Holidays);

        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, problem => problem.ToString().Contains(told, StringComparison.Ordinal));
        Assert.All(reading.Problems, problem => Assert.True(problem.Line >= 1 && problem.Remedy.Length > 0));
    }

    [Theory]
    [InlineData("on: easter+39", "on: easter plus 39", "on: \"easter plus 39\" is no day of the year. Write 01-06, easter+39")]
    [InlineData("on: 01-06", "on: 02-30", "on: \"02-30\" is no day of the year.")]
    [InlineData("laender: [BE]", "laender: [Berlin]", "laender: \"Berlin\" is no Land.")]
    [InlineData("land: TH", "land: RP", "The holiday holds in all of this Land already.")]
    [InlineData("others: none", "others: maybe", "others: \"maybe\" is not known.")]
    [InlineData("key: \"09761000\"", "key: 97610001", "")] // digits only are a key, whatever they stand for
    [InlineData("key: \"09162000\"", "key: 09.162", "key: \"09.162\" is no official key.")]
    [InlineData("{ name: Crostwitz }", "{ name: Radibor }", "Radibor is listed twice.")]
    [InlineData("valid_to: 2020-05-08", "valid_to: 2020-05-07", "valid_to: It ends before it begins.")]
    public void A_mistake_in_the_holidays_is_told_with_place_and_remedy(string right, string wrong, string told)
    {
        var text = Shipped.TextOf("holidays.yaml");
        Assert.Contains(right, text);
        var at = text.IndexOf(right, StringComparison.Ordinal);

        var reading = HolidayFile.Read(text[..at] + wrong + text[(at + right.Length)..], "holidays.yaml");

        Assert.Equal(told.Length == 0, reading.Value is not null);
        Assert.True(told.Length == 0 || reading.Problems.Any(problem => problem.ToString().Contains(told, StringComparison.Ordinal)), string.Join('\n', reading.Problems));
    }

    [Fact]
    public void A_bottomless_file_is_refused_before_it_overflows_the_stack() => Assert.StartsWith(
        "deep.yaml:1:", Assert.Single(HolidayFile.Read("a: " + new string('[', 100_000), "deep.yaml").Problems).ToString());

    [Fact]
    public void A_problem_names_file_line_and_column() => Assert.Equal(
        "my.yaml:1:13: known_from: \"soon\" is not a day. Write it as 2026-04-29.",
        HolidayFile.Read("known_from: soon\nholidays:\n  - code: x", "my.yaml").Problems[0].ToString());

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("just words")]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: &x [*x]")]
    [InlineData("{")]
    [InlineData("? [a, b]\n: c")]
    [InlineData("a: {b: c")]
    [InlineData("a: *nowhere")]
    public void Whatever_is_no_catalogue_is_refused(string text)
    {
        Assert.NotEmpty(DeadlineFile.Read(text, "x", Shipped.Holidays).Problems);
        Assert.NotEmpty(HolidayFile.Read(text, "x").Problems);
    }
}
