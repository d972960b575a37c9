using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

public sealed class LengthTests
{
    public static TheoryData<Language, LengthUnit, int> Written
    {
        get
        {
            var data = new TheoryData<Language, LengthUnit, int>();
            foreach (var unit in Enum.GetValues<LengthUnit>())
            {
                foreach (var language in Enum.GetValues<Language>())
                {
                    data.Add(language, unit, 1);
                    data.Add(language, unit, 14);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void A_length_is_read_as_it_is_written_for_people(Language language, LengthUnit unit, int count)
    {
        var length = new Length(count, unit);

        Assert.True(Length.TryParse(new DeadlineText(Shipped.Catalog, language).Of(length), out var read));
        Assert.Equal(length, read);
    }
}
