using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Values;

/// <summary>A workflow value, printed in a failing test by its stored form.</summary>
public sealed record AnyValue(object? Value)
{
    public override string ToString() => System.Text.Encoding.UTF8.GetString(TypedJson.ToBytes(Value));
}

/// <summary>Makes workflow values of every kind.</summary>
internal static class RandomValues
{
    public static readonly string[] Aliases =
    [
        "Object", "String", "Boolean", "Int16", "Int32", "Int64", "Single", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "TimeSpan",
        "ByteArray", "JSON", "JsonObject", "ObjectDictionary", "StringMap", "HttpStatusCode", "Uri", "Int32?", "String[]", "Int32[]", "Object[]",
        "HashSet<Double>", "List<List<String>>",
    ];

    private static readonly string[] s_texts =
    [
        "", " ", "a", "12", "-3.7", "true", "NaN", "__proto__", "constructor", "null", "{\"a\":1}", "[1,\"2\",{}]", "[", "01:02:03", "2024-05-06T07:08:09+02:00",
        "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "\ud83d\ude00", "\ud800", "x\udc00y", "\0\u001f\u2028", "YWJj", "NotFound", "ü&<>'\"\\",
    ];

    private static readonly double[] s_doubles =
        [0, -0.0, 1, -1, 0.1, 1e21, 1e-7, 123456789012, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 2147483648, 9.3e18];

    public static Arbitrary<AnyValue> Arbitrary { get; } = Arb.From(Gen.Sized(size => Value(Math.Min(size, 12))).Select(value => new AnyValue(value)));

    private static Gen<object?> Value(int size) => size <= 1 ? Leaf : Gen.OneOf(Leaf, Leaf, List(size / 2), Object(size / 2));

    private static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(s_texts),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.ArrayOf(Gen.Choose(0xD700, 0xE0FF).Select(code => (char)code)).Select(letters => new string(letters)));

    private static Gen<long> Ticks { get; } = ArbMap.Default.GeneratorFor<long>().Select(number => Math.Abs(number % 2_000_000_000_000_000_000) + TimeSpan.TicksPerDay);

    private static Gen<object?> Leaf { get; } = Gen.OneOf(
        Gen.Constant<object?>(null),
        ArbMap.Default.GeneratorFor<bool>().Select(Box),
        ArbMap.Default.GeneratorFor<short>().Select(Box),
        ArbMap.Default.GeneratorFor<int>().Select(Box),
        ArbMap.Default.GeneratorFor<long>().Select(Box),
        ArbMap.Default.GeneratorFor<double>().Select(number => Box((float)number)),
        ArbMap.Default.GeneratorFor<double>().Select(Box),
        Gen.Elements(s_doubles).Select(Box),
        ArbMap.Default.GeneratorFor<decimal>().Select(Box),
        Text.Select(Box),
        Text.Select(Box),
        Gen.Zip(Ticks, Gen.Elements(DateTimeKind.Unspecified, DateTimeKind.Utc, DateTimeKind.Local)).Select(pair => Box(new DateTime(pair.Item1, pair.Item2))),
        Gen.Zip(Ticks, Gen.Choose(-840, 840)).Select(pair => Box(new DateTimeOffset(pair.Item1, TimeSpan.FromMinutes(pair.Item2)))),
        ArbMap.Default.GeneratorFor<long>().Select(ticks => Box(new TimeSpan(ticks))),
        ArbMap.Default.GeneratorFor<Guid>().Select(Box),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => Box(bytes ?? [])));

    private static Gen<object?> List(int size) =>
        from items in Gen.ArrayOf(Value(size), size)
        from type in Gen.Elements(null, "Int32", "String", "Object")
        from isGiven in Gen.Elements(false, true)
        select Box(new ListValue(items, type) { IsGiven = isGiven });

    private static Gen<object?> Object(int size) =>
        from names in Gen.ArrayOf(Text, size)
        from items in Gen.ArrayOf(Value(size), size)
        from origin in Gen.Elements(ObjectOrigin.Script, ObjectOrigin.JsonNode, ObjectOrigin.Given)
        select Box(Of(origin, names, items));

    private static ObjectValue Of(ObjectOrigin origin, string[] names, object?[] items)
    {
        var members = new ObjectValue(origin);
        foreach (var (name, value) in names.Zip(items))
            members[name] = value;
        return members;
    }

    private static object? Box<T>(T value) => value;
}
