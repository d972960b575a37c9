using System.Globalization;
using System.Reflection;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Cases.Tests.Occasions;

public sealed class OccasionTableTests
{
    public static TheoryData<string> Reasons =>
        [.. typeof(LadderReason).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetValue(null)!)]; // constants

    [Fact]
    public void All_fifty_four_occasions_are_there()
    {
        var numbers = ShippedOccasions.Catalog.Occasions.Select(occasion => int.Parse(occasion.Code.AsSpan(1, 2), CultureInfo.InvariantCulture)).Distinct().Order();

        Assert.Equal(Enumerable.Range(1, 55), numbers); // 55 is the end of a pause, which the table of the field does not number
    }

    [Fact]
    public void Whoever_is_asked_is_told_what_for_in_both_languages() =>
        Assert.All(
            ShippedOccasions.Catalog.Occasions.SelectMany(occasion => occasion.Rungs).Where(rung => rung.Form is RungForm.Task or RungForm.Escalation or RungForm.Event),
            rung => Assert.True(rung.Text is { German.Length: > 0, English.Length: > 0 } && rung.Text.German != rung.Text.English, rung.Id));

    [Fact]
    public void A_warning_of_the_clients_own_deadline_is_never_only_a_mail() =>
        Assert.All(
            ShippedOccasions.Catalog.Occasions.Where(occasion => occasion.IsClassC),
            occasion => Assert.Contains(occasion.Rungs, rung => rung is { Form: RungForm.Task, Recipient: "counsellor" }));

    [Fact]
    public void What_hangs_on_a_deadline_of_class_C_is_of_class_C() =>
        Assert.All(
            ShippedOccasions.Catalog.Occasions.Where(occasion => occasion.Code != "M23"), // the action for failure to act becomes possible; nothing is lost
            occasion => Assert.True(occasion.IsClassC || occasion.Deadlines.All(code => Shipped.Catalog.Find(code)!.Class != DeadlineClass.C), occasion.Code)); // the loader knows the codes

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_a_sentence_in_both_languages(string code)
    {
        var reason = new Reason(code, "x", 2, new LocalText("drei Tage", "three days"), Shipped.Day("2026-03-02"));

        var (german, english) = (new LadderText(Language.German).Sentence(reason), new LadderText(Language.English).Sentence(reason));

        Assert.NotEqual(german, english);
        Assert.DoesNotContain("{", german + english);
        Assert.DoesNotContain(code, german + english);
    }

    [Fact]
    public void A_rung_says_why_it_comes_when_it_comes()
    {
        var occasion = ShippedOccasions.Catalog.Find("M09")!; // the table has it
        var why = RungWords.Why(occasion, occasion.Rungs[1], new LadderDays(Shipped.Day("2026-09-01")), null);

        Assert.Equal("Stufe 2 von 3: 28 Tage nach dem Di 01.09.2026", new LadderText(Language.German).Sentence(why));
        Assert.Equal("rung 2 of 3: 28 days after Tue 1 Sep 2026", new LadderText(Language.English).Sentence(why));
    }

    [Theory]
    [InlineData("fact: request.settled_on, known: yes", "fact: request.settled, known: yes", "Nobody knows the fact \"request.settled\".")]
    [InlineData("fact: decision.kind, in: [VOLL, ERLAUBNIS]", "fact: decision.kind, in: [VOLL, ERLAUBT]", "\"ERLAUBT\" is no value of decision.kind.")]
    [InlineData("at: [+14 d, +28 d, +42 d]", "at: [+14 d, +28 days, +42 d]", "\"+28 days\" is no time.")]
    [InlineData("deadlines: D08", "deadlines: D99", "The catalogue of deadlines has no D99.")]
    [InlineData("opens: M06", "opens: M66", "There is no occasion M66.")]
    [InlineData("at: -1 WD, to: lead, as: escalation, level: L2", "at: -1 WD, to: boss, as: escalation, level: L9", "\"boss\" is no kind of recipient.", "\"L9\" is no level.")]
    [InlineData("watches: D18", "watches: D19", "\"D19\" is no deadline of the occasion.")]
    [InlineData("opens_about: document", "opens_about: documents", "\"documents\" is no kind of object.")]
    [InlineData("opens_when: { fact: consent.withdrawn_on, known: yes }", "restarts: no", "The occasion is not opened by itself.")]
    [InlineData("newer: document, same: document.code", "newer: document, same: title.kind", "\"title.kind\" is no fact of document.")]
    [InlineData("code: M02", "code: M01", "M01 is listed 2 times.")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, params string[] messages)
    {
        var text = Shipped.TextOf("occasions.yaml");
        var at = text.IndexOf(right, StringComparison.Ordinal);

        var reading = ShippedOccasions.Read(string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));

        Assert.Null(reading.Value);
        Assert.Equal(messages, reading.Problems.Select(problem => problem.Message));
        Assert.All(reading.Problems, problem => Assert.InRange(problem.Line, 1, text.Split('\n').Length));
    }
}
