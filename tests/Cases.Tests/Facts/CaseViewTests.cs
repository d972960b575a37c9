using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Tests.Facts;

public sealed class CaseViewTests
{
    private static readonly CaseView s_case = new CaseBuilder()
        .With("case:1", null, ("state", "BESCHEID"))
        .With("person:1", null, ("nationalities", new[] { "PH", "DE" }))
        .With("application:2", null, ("kind", "FOLGE"))
        .With("application:1", null, ("kind", "ERST"), ("received_on", new DateOnly(2026, 3, 13)))
        .With("decision:1", "application:1", ("kind", "AUFLAGE"))
        .With("remedy:1", "decision:1", ("kind", "WIDERSPRUCH"))
        .With("consent:1", null, ("purpose", "EMAIL_INHALT"), ("given_on", new DateOnly(2026, 1, 1)))
        .With("consent:2", null, ("purpose", "WEITERGABE_AG"), ("given_on", new DateOnly(2026, 1, 1)), ("withdrawn_on", new DateOnly(2026, 2, 1)))
        .View;

    [Fact]
    public void The_current_object_of_a_kind_is_the_one_with_the_highest_number()
    {
        Assert.Equal(2, s_case.Current("application")!.Number);
        Assert.Equal("FOLGE", s_case.Value("application.kind"));
        Assert.Equal("ERST", s_case.Value(new ObjectRef("application", 1), "kind"));
        Assert.Equal([1, 2], s_case.Of("application").Select(o => o.Number));
    }

    [Theory]
    [InlineData("application.received_on")] // known of the first application only
    [InlineData("exam.result")]
    [InlineData("application")]
    [InlineData("")]
    public void What_is_not_known_of_the_current_object_is_null(string fact) => Assert.Null(s_case.Value(fact));

    [Fact]
    public void Values_are_read_by_their_type()
    {
        Assert.Equal(new DateOnly(2026, 3, 13), s_case.Find(new ObjectRef("application", 1))!.Day("received_on"));
        Assert.Equal(["PH", "DE"], s_case.Current("person")!.Codes("nationalities"));
        Assert.Empty(s_case.Current("person")!.Codes("languages"));
        Assert.Equal("BESCHEID", s_case.Current("case")!.Text("state"));
    }

    [Fact]
    public void An_object_is_traced_to_what_it_belongs_to()
    {
        Assert.Equal("application:1", s_case.OwnerOf(new ObjectRef("remedy", 1), "application")!.Ref.ToString());
        Assert.Equal("remedy:1", s_case.OwnerOf(new ObjectRef("remedy", 1), "remedy")!.Ref.ToString());
        Assert.Equal("case:1", s_case.OwnerOf(new ObjectRef("remedy", 1), "case")!.Ref.ToString());
        Assert.Null(s_case.OwnerOf(new ObjectRef("remedy", 1), "measure"));
    }

    [Fact]
    public void The_next_object_follows_the_highest_number()
    {
        Assert.Equal("application:3", s_case.Next("application").ToString());
        Assert.Equal("exam:1", s_case.Next("exam").ToString());
        Assert.Equal("application:2", s_case.OwnerOfNew(Shipped.CaseFacts.FindKind("decision")!).ToString());
    }

    [Theory]
    [InlineData("EMAIL_INHALT", true)]
    [InlineData("WEITERGABE_AG", false)] // withdrawn
    [InlineData("EMAIL_KONTAKT", false)]
    public void A_consent_counts_until_it_is_withdrawn(string purpose, bool counts) => Assert.Equal(counts, s_case.HasConsent(purpose));

    [Theory]
    [InlineData("application:2", "application", 2)]
    [InlineData("case:1", "case", 1)]
    public void A_reference_is_read_and_written(string text, string kind, int number)
    {
        Assert.Equal(new ObjectRef(kind, number), ObjectRef.Parse(text));
        Assert.Equal(text, new ObjectRef(kind, number).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application")]
    [InlineData("application:")]
    [InlineData(":1")]
    [InlineData("application:0")]
    [InlineData("application:-1")]
    [InlineData("application:+1")]
    [InlineData("application: 1")]
    [InlineData("Application:1")]
    [InlineData("application:99999999999")]
    [InlineData("drop table;:1")]
    public void What_is_no_reference_is_none(string? text) => Assert.Null(ObjectRef.Parse(text));
}
