namespace IqWorkflows.Activities.Tests;

public sealed class DayOffsetTests
{
    [Theory]
    [InlineData("5 WD", 5, DayUnit.WorkingDays)]
    [InlineData("5WD", 5, DayUnit.WorkingDays)]
    [InlineData("14 d", 14, DayUnit.Days)]
    [InlineData("+1 m", 1, DayUnit.Months)]
    [InlineData("-2 WD", -2, DayUnit.WorkingDays)]
    [InlineData(" -14 d ", -14, DayUnit.Days)]
    [InlineData("2 w", 2, DayUnit.Weeks)]
    [InlineData("1 y", 1, DayUnit.Years)]
    [InlineData("0", 0, DayUnit.Days)]
    [InlineData("0 d", 0, DayUnit.Days)]
    public void Distances_are_read_as_people_write_them(string text, int count, DayUnit unit)
    {
        Assert.True(DayOffset.TryParse(text, out var offset));
        Assert.Equal(new DayOffset(count, unit), offset);
        Assert.True(DayOffset.TryParse(offset.ToString(), out var again));
        Assert.Equal(offset, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("WD")]
    [InlineData("5 wd")] // as in domain texts: WD only
    [InlineData("5 Tage")]
    [InlineData("+-5 d")]
    [InlineData("1.5 d")]
    [InlineData("10001 d")] // a slip of the keyboard
    [InlineData("99999999999 d")]
    public void Anything_else_is_refused(string? text) => Assert.False(DayOffset.TryParse(text, out _));
}
