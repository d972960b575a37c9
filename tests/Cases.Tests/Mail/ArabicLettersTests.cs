using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class ArabicLettersTests
{
    [Theory]
    [InlineData("\u0628\u064A\u062A", "\uFE91\uFEF4\uFE96")] // bayt: initial, medial, final
    [InlineData("\u062F\u0627\u0631", "\uFEA9\uFE8D\uFEAD")] // dar: three letters that join nothing behind them
    [InlineData("\u0633\u0644\u0627\u0645", "\uFEB3\uFEFC\uFEE1")] // salam: lam and alef are one sign
    [InlineData("\u0644\u0627", "\uFEFB")]
    [InlineData("\u0645\u0631\u062D\u0628\u064B\u0627", "\uFEE3\uFEAE\uFEA3\uFE92\uFE8E")] // marhaban: the vowel sign is left out and does not part the letters
    [InlineData("\u0634\u064A\u0621", "\uFEB7\uFEF2\uFE80")] // shay': hamza joins nothing
    [InlineData("Bescheid 2026", "Bescheid 2026")]
    public void Letters_take_the_form_that_their_neighbours_ask_for(string written, string joined)
    {
        Assert.Equal(joined, ArabicLetters.Joined(written));
    }

    [Theory]
    [InlineData("\uFE91\uFE96", "\uFE96\uFE91")]
    [InlineData("\uFE91 21 \uFE96", "\uFE96 21 \uFE91")]
    [InlineData("\uFE91: IQ-NW-2026-0001", "IQ-NW-2026-0001 :\uFE91")]
    [InlineData("\uFE91 (Bescheid).", ".(Bescheid) \uFE91")]
    [InlineData("0221 1234", "0221 1234")]
    public void A_line_is_seen_from_right_to_left_with_numbers_and_Latin_words_in_their_own_order(string read, string seen)
    {
        Assert.Equal(seen, string.Concat(ArabicLetters.Seen(read).Select(sign => sign.Sign)));
    }
}
