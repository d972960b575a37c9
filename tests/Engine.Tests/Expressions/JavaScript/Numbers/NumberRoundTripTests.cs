using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Numbers;

public sealed class NumberRoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    private static readonly Arbitrary<double> Doubles = ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).ToArbitrary();

    [Fact]
    public void The_shortest_text_reads_back() =>
        Check(Doubles, number => NumberReader.FromText(NumberText.Of(number)) == number);

    [Fact]
    public void ParseFloat_reads_back_what_was_written() =>
        Check(Doubles, number => NumberReader.ParseFloat(NumberText.Of(number) + "px") == number);

    [Fact]
    public void Minus_zero_is_written_without_its_sign()
    {
        Assert.Equal("0", NumberText.Of(-0.0));
        Assert.Equal("0.00", NumberText.Fixed(-0.0, 2));
        Assert.True(double.IsNegative(NumberReader.FromText("-0")));
    }

    [Fact]
    public void Powers_of_two_read_back()
    {
        for (var exponent = -1074; exponent < 1024; exponent++)
        {
            var number = Math.ScaleB(1, exponent);
            Assert.Equal(number, NumberReader.FromText(NumberText.Of(number)));
        }
    }

    [Fact]
    public void Seventeen_digits_read_back() =>
        Check(Doubles, number => NumberReader.FromText(NumberText.Precision(number, 17)) == number && NumberReader.FromText(NumberText.Exponential(number, 16)) == number);

    [Fact]
    public void Whole_numbers_read_back_in_every_radix() =>
        Check(
            ArbMap.Default.GeneratorFor<int>().SelectMany(_ => Gen.Choose(2, 36), (number, radix) => (number, radix)).ToArbitrary(),
            pair => NumberReader.ParseInt(NumberText.Of(pair.number, pair.radix), pair.radix) == pair.number);

    [Fact]
    public void Fixed_is_within_half_a_unit_of_its_last_digit() =>
        Check(
            ArbMap.Default.GeneratorFor<int>().SelectMany(_ => Gen.Choose(0, 8), (number, digits) => (number: number / 997.0, digits)).ToArbitrary(),
            pair => Math.Abs(NumberReader.FromText(NumberText.Fixed(pair.number, pair.digits)) - pair.number) <= 0.500001 * Math.Pow(10, -pair.digits));

    private static void Check<T>(Arbitrary<T> values, Func<T, bool> holds) => Prop.ForAll(values, holds).Check(Many);
}
