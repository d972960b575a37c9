using System.Globalization;
using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Elsa's helper functions and types that need nothing of the run but its seed and its now. A function of the host goes before these.</summary>
internal static class ElsaFunctions
{
    private static readonly Template s_timeSpan = new Template()
        .Value("Zero", run => new HostValue(run, TimeSpan.Zero))
        .Method("FromDays", 1, From(TimeSpan.TicksPerDay))
        .Method("FromHours", 1, From(TimeSpan.TicksPerHour))
        .Method("FromMinutes", 1, From(TimeSpan.TicksPerMinute))
        .Method("FromSeconds", 1, From(TimeSpan.TicksPerSecond))
        .Method("FromMilliseconds", 1, From(TimeSpan.TicksPerMillisecond))
        .Method("FromTicks", 1, From(1))
        .Method("Parse", 1, (run, _, arguments) => TimeSpan.TryParse(arguments[0].ToText(run), CultureInfo.InvariantCulture, out var span)
            ? new HostValue(run, span)
            : throw run.Realm.Error(ErrorKind.Error, $"{Conversions.Show(run, arguments[0])} is no TimeSpan"));

    private static readonly Template s_dateTime = new Template()
        .Getter("Now", (run, _, _) => JsDate.From(run, run.Host.Now.UtcDateTime))
        .Getter("UtcNow", (run, _, _) => JsDate.From(run, run.Host.Now.UtcDateTime))
        .Getter("Today", (run, _, _) => JsDate.From(run, Midnight(run)))
        .Method("Parse", 1, (run, _, arguments) =>
            DateTimeOffset.TryParse(arguments[0].ToText(run), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? JsDate.From(run, instant.UtcDateTime)
                : throw run.Realm.Error(ErrorKind.Error, $"{Conversions.Show(run, arguments[0])} is no date"))
        .Method("FromUnixTimeSeconds", 1, (run, _, arguments) => new JsDate(run, arguments[0].ToInteger(run) * 1000))
        .Method("FromUnixTimeMilliseconds", 1, (run, _, arguments) => new JsDate(run, arguments[0].ToInteger(run)));

    private static readonly Template s_guid = new Template()
        .Value("Empty", run => new HostValue(run, Guid.Empty))
        .Method("NewGuid", 0, (run, _, _) => new HostValue(run, run.Realm.Randomness.NextGuid()))
        .Method("Parse", 1, (run, _, arguments) => run.Realm.Global.Get(run, "parseGuid").ToFunction(run).Call(run, JsValue.Undefined, arguments.Values));

    public static Template Members { get; } = new Template()
        .Method("isNullOrWhiteSpace", 1, (run, _, arguments) => string.IsNullOrWhiteSpace(TextOrNull(run, arguments[0])))
        .Method("isNullOrEmpty", 1, (run, _, arguments) => string.IsNullOrEmpty(TextOrNull(run, arguments[0])))
        .Method("toJson", 1, (run, _, arguments) => run.NewText(ElsaJson.Write(run, arguments[0])))
        .Method("parseGuid", 1, (run, _, arguments) => Guid.TryParse(arguments[0].ToText(run), out var guid)
            ? new HostValue(run, guid)
            : throw run.Realm.Error(ErrorKind.Error, $"{Conversions.Show(run, arguments[0])} is no Guid"))
        .Method("newGuid", 0, (run, _, _) => new HostValue(run, run.Realm.Randomness.NextGuid()))
        .Method("newGuidString", 0, (run, _, _) => run.NewText(run.Realm.Randomness.NextGuid().ToString()))
        .Method("getGuidString", 0, (run, _, _) => run.NewText(run.Realm.Randomness.NextGuid().ToString()))
        .Method("newShortGuid", 0, (run, _, _) => run.NewText(ShortGuid(run)))
        .Method("getShortGuid", 0, (run, _, _) => run.NewText(ShortGuid(run)))
        .Method("bytesToString", 1, (run, _, arguments) => run.NewText(Encoding.UTF8.GetString(Bytes(run, arguments[0]))))
        .Method("bytesFromString", 1, (run, _, arguments) => FromBytes(run, Encoding.UTF8.GetBytes(arguments[0].ToText(run))))
        .Method("bytesToBase64", 1, (run, _, arguments) => run.NewText(Convert.ToBase64String(Bytes(run, arguments[0]))))
        .Method("bytesFromBase64", 1, (run, _, arguments) => FromBytes(run, FromBase64(run, arguments[0])))
        .Method("stringToBase64", 1, (run, _, arguments) => run.NewText(Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments[0].ToText(run)))))
        .Method("stringFromBase64", 1, (run, _, arguments) => run.NewText(Encoding.UTF8.GetString(FromBase64(run, arguments[0]))))
        .Value("LogPersistenceMode", run => Names(run, "Default", "Inherit", "Include", "Exclude"))
        .Value("Intl", run => JsObject.Plain(run))
        .Value("TimeSpan", run => new TemplateObject(run, run.Realm.ObjectPrototype, s_timeSpan))
        .Value("DateTime", run => new TemplateObject(run, run.Realm.ObjectPrototype, s_dateTime))
        .Value("DateTimeOffset", run => new TemplateObject(run, run.Realm.ObjectPrototype, s_dateTime))
        .Value("Guid", run => new TemplateObject(run, run.Realm.ObjectPrototype, s_guid));

    private static string? TextOrNull(Run run, JsValue value) => value.IsNullish ? null : value.ToText(run);

    private static DateTime Midnight(Run run)
    {
        var local = TimeZoneInfo.ConvertTime(run.Host.Now, run.Host.Zone);
        return new DateTimeOffset(local.Date, run.Host.Zone.GetUtcOffset(local.Date)).UtcDateTime;
    }

    private static Native From(long unit) => (run, _, arguments) =>
    {
        var ticks = arguments[0].ToNumber(run) * unit;
        if (!(Math.Abs(ticks) < long.MaxValue)) throw run.RangeError("The time span is too long");
        return new HostValue(run, new TimeSpan((long)Math.Round(ticks)));
    };

    /// <summary>The sixteen bytes in 22 letters that may stand in an address.</summary>
    private static string ShortGuid(Run run) =>
        Convert.ToBase64String(run.Realm.Randomness.NextGuid().ToByteArray()).TrimEnd('=').Replace('/', '_').Replace('+', '-');

    private static JsValue Names(Run run, params ReadOnlySpan<string> names)
    {
        var result = JsObject.Plain(run);
        foreach (var name in names) result.Put(run, name, name);
        return result;
    }

    private static byte[] Bytes(Run run, JsValue value) =>
        value.Object is HostValue { Value: byte[] bytes } ? bytes : throw run.TypeError("This function needs bytes");

    private static HostValue FromBytes(Run run, byte[] bytes)
    {
        run.Charge(24 + bytes.Length);
        return new HostValue(run, bytes);
    }

    private static byte[] FromBase64(Run run, JsValue value)
    {
        var text = value.ToText(run);
        var bytes = new byte[text.Length];
        run.Charge(bytes.Length);
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : throw run.Realm.Error(ErrorKind.Error, "The text is no Base64");
    }
}
