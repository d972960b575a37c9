using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

public sealed class QuestionTests
{
    private static readonly DeadlineQuestion s_question = new() { Rule = "d03", Facts = ["documents_complete=2026-03-16"], Land = "nw", Today = new DateOnly(2026, 4, 1) };

    [Fact]
    public void Days_are_read_in_both_ways_of_writing_and_words_in_any_case()
    {
        var read = (s_question with { Facts = ["Documents_Complete=16.3.2026"], Suspensions = ["13.4.2026..2026-05-11=qa"] }).Read(Shipped.Catalog);

        Assert.Empty(read.Problems);
        Assert.Equal("D03", read.Rule!.Code);
        Assert.Equal(Fact.On(new DateOnly(2026, 3, 16)), read.Request!.Facts["documents_complete"]);
        Assert.Equal(new Place(Land.NW), read.Request.Place);
        Assert.Equal("QA", Assert.IsType<ClockEvent.Suspended>(Assert.Single(read.Request.Events)).Cause);
    }

    [Fact]
    public void A_posted_letter_counts_as_notified_later()
    {
        var question = new DeadlineQuestion { Rule = "D10", Facts = ["decision_notified=2026-04-30"], PostedFacts = ["decision_notified"], NotificationDays = "3", Land = "BE", Today = new DateOnly(2026, 4, 1) };

        var read = question.Read(Shipped.Catalog);

        Assert.Equal(new Fact.Sent(new Dispatch(new DateOnly(2026, 4, 30), Days: 3)), read.Request!.Facts["decision_notified"]);
    }

    [Fact]
    public void An_extension_without_a_day_counts_as_announced_on_the_last_day()
    {
        var read = (s_question with { Extensions = ["1m"] }).Read(Shipped.Catalog);

        Assert.Equal(new DateOnly(2026, 6, 16), Assert.Single(read.Request!.Events).Day);
    }

    [Fact]
    public void Everything_that_is_wrong_is_found_at_once()
    {
        var question = s_question with
        {
            Facts = ["documents_complete=2026-02-30"],
            Land = "XX",
            NotificationDays = "4",
            Set = "bald",
            Circumstances = ["sonnig"],
            Suspensions = ["2026-05-11", "2026-05-11..2026-04-13", "2026-05-11..2026-05-12=WINTER"],
            Extensions = ["1m@bald"],
        };

        var read = question.Read(Shipped.Catalog);

        Assert.Null(read.Request);
        Assert.Equal(
            [
                (QuestionPart.Circumstance, QuestionFault.Unknown), (QuestionPart.Land, QuestionFault.Unknown), (QuestionPart.NotificationDays, QuestionFault.NeedsPosted), (QuestionPart.Fact, QuestionFault.NoDay),
                (QuestionPart.Set, QuestionFault.NoDayOrLength), (QuestionPart.Suspension, QuestionFault.Unreadable), (QuestionPart.Suspension, QuestionFault.EndsBeforeItBegins), (QuestionPart.Cause, QuestionFault.Unknown),
                (QuestionPart.Extension, QuestionFault.NoDay),
            ],
            read.Problems.Select(problem => (problem.Part, problem.Fault)));
    }

    [Theory]
    [InlineData("4000")]
    [InlineData("-1")]
    [InlineData("vier")]
    public void A_letter_is_under_way_for_a_number_of_days(string days)
    {
        var question = s_question with { Rule = "D09", Facts = ["decision_notified=2026-04-30"], PostedFacts = ["decision_notified"], NotificationDays = days };

        Assert.Equal([QuestionFault.NoNumber], question.Read(Shipped.Catalog).Problems.Select(problem => problem.Fault));
    }
}
