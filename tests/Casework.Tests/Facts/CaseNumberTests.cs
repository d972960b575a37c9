using IqWorkflows.Cases.Periods;
using IqWorkflows.Casework.Facts;

namespace IqWorkflows.Casework.Tests.Facts;

public sealed class CaseNumberTests
{
    [Fact]
    public async Task Each_land_and_year_counts_for_itself()
    {
        await using var desk = await CaseDesk.OpenAsync();

        var numbers = await desk.WriteAsync(turn => new[] { (Land.NW, 2026), (Land.NW, 2026), (Land.BE, 2026), (Land.NW, 2027), (Land.NW, 2026) }
            .Select(next => CaseNumbers.Next(turn, next.Item1, next.Item2))
            .ToList());

        Assert.Equal(["IQ-NW-2026-0001", "IQ-NW-2026-0002", "IQ-BE-2026-0001", "IQ-NW-2027-0001", "IQ-NW-2026-0003"], numbers);
    }

    [Fact]
    public async Task A_number_is_not_used_again_when_its_case_is_erased()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var first = await desk.NewCaseAsync();
        await desk.WriteAsync(turn => turn.Execute("delete from case_objects where case_id = @id", first)
            + turn.Execute("delete from persons where case_id = @id", first)
            + turn.Execute("delete from cases where id = @id", first));

        Assert.Equal(("IQ-NW-2026-0001", "IQ-NW-2026-0002"), (first, await desk.NewCaseAsync()));
    }

    [Fact]
    public async Task A_turn_that_is_dropped_takes_its_number_back()
    {
        await using var desk = await CaseDesk.OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.WriteAsync<string>(turn => throw new InvalidOperationException(CaseNumbers.Next(turn, Land.NW, 2026))));

        Assert.Equal("IQ-NW-2026-0001", await desk.NewCaseAsync());
    }

    [Fact]
    public async Task The_ten_thousandth_case_has_five_digits()
    {
        await using var desk = await CaseDesk.OpenAsync();
        await desk.WriteAsync(turn => turn.Execute("insert into case_numbers (land, year, last) values ('NW', 2026, 9999)"));

        Assert.Equal("IQ-NW-2026-10000", await desk.NewCaseAsync());
    }

    [Theory]
    [InlineData("IQ-NW-2026-0001", true)]
    [InlineData("IQ-NW-2026-10000", true)]
    [InlineData("IQ-XX-2026-0001", false)]
    [InlineData("IQ-1-2026-0001", false)]
    [InlineData("IQ-NW-26-0001", false)]
    [InlineData("IQ-NW-2026-001", false)]
    [InlineData("IQ-NW-2026-0001-1", false)]
    [InlineData("iq-nw-2026-0001", false)]
    [InlineData("order-17", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_number_of_a_case_is_known_by_its_form(string? text, bool isNumber) => Assert.Equal(isNumber, CaseNumbers.IsCaseNumber(text));
}
