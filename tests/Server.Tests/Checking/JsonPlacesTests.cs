using System.Text;
using IqWorkflows.Server.Checking;

namespace IqWorkflows.Server.Tests.Checking;

public sealed class JsonPlacesTests
{
    private static readonly byte[] s_file = Encoding.UTF8.GetBytes(
        """
        {
          "a": [
            1,
            { "b": "x",
              "c": [ [], { "d": null } ] }
          ],
          "e": {}
        }
        """);

    [Theory]
    [InlineData("$", 1)]
    [InlineData("$.a", 2)]
    [InlineData("$.a[0]", 3)]
    [InlineData("$.a[1].b", 4)]
    [InlineData("$.a[1].c[1].d", 5)]
    [InlineData("$.e", 7)]
    [InlineData("$.e.missing", 7)] // the closest place around it
    [InlineData("$.a[9].id", 2)]
    public void A_place_has_the_line_on_which_its_value_begins(string place, int line) =>
        Assert.Equal(line, JsonPlaces.Lines(s_file, [place])[place]);

    [Fact]
    public void A_byte_order_mark_changes_no_line() =>
        Assert.Equal(7, JsonPlaces.Lines([0xEF, 0xBB, 0xBF, .. s_file], ["$.e"])["$.e"]);
}
