using IqWorkflows.Casework.Facts;

namespace IqWorkflows.Casework.Tests.Facts;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("12", "0012")]
    [InlineData("0012", "0012")]
    [InlineData("2026-0012", "0012-2026")]
    [InlineData("2026-12", "0012-2026")]
    [InlineData("0231 / 55-12", "02315512")]
    [InlineData("+49 (0)231 5512", "02315512")]
    [InlineData("0049 231.5512", "02315512")]
    [InlineData("+90 216 1234", "00902161234")]
    [InlineData(" 0171 ", "0171")]
    public void A_number_is_looked_for_as_it_is_kept_however_it_is_typed(string typed, string word) => Assert.Equal(word, SearchWords.AskedNumber(typed));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("Müller")]
    [InlineData("Anna 2")]
    [InlineData("1990er")]
    public void What_has_letters_or_no_digits_is_no_number(string typed) => Assert.Null(SearchWords.AskedNumber(typed));
}
