using System.Globalization;
using System.Net;

namespace IqWorkflows.Engine.Values;

/// <summary>Turns a value into a declared type, as Elsa does. What cannot be turned becomes the type's default, silently.</summary>
public static class Conversion
{
    public static object? To(object? value, WorkflowType type)
    {
        TryTo(value, type, out var result);
        return result;
    }

    /// <param name="value">A workflow value, see <see cref="ObjectValue"/>.</param>
    /// <param name="type">What it should become.</param>
    /// <param name="result">The converted value; when the answer is false the default of the type, in a list the defaults of the elements concerned.</param>
    /// <returns>False when something could not be converted.</returns>
    public static bool TryTo(object? value, WorkflowType type, out object? result)
    {
        result = value;
        if (value is null || type.Kind is TypeKind.Object or TypeKind.Opaque)
            return true;
        if (type.Kind == TypeKind.String)
        {
            result = TextForm.Of(value);
            return true;
        }
        if (value is string blank && string.IsNullOrWhiteSpace(blank))
        {
            result = null;
            return true;
        }

        if (type.Element is { } element)
            return TryToList(value, type, element, out result);
        result = Single(value, type.Kind);
        if (result is not null)
            return true;
        result = type.Default;
        return false;
    }

    /// <returns>Null when it cannot be converted.</returns>
    private static object? Single(object value, TypeKind kind) => kind switch
    {
        TypeKind.Boolean => ToBoolean(value),
        TypeKind.Int16 => Whole(value, short.MinValue, short.MaxValue) is { } number ? (short)number : null,
        TypeKind.Int32 => Whole(value, int.MinValue, int.MaxValue) is { } number ? (int)number : null,
        TypeKind.Int64 => Whole(value, long.MinValue, long.MaxValue) is { } number ? number : null,
        TypeKind.Single => value is float ? value : ToSingle(value),
        TypeKind.Double => value is float single ? (double)single : ToDouble(value),
        TypeKind.Decimal => ToDecimal(value),
        TypeKind.Guid => value is Guid ? value : value is string text && Guid.TryParse(text, out var id) ? id : null,
        TypeKind.DateTime => ToDateTime(value),
        TypeKind.DateTimeOffset => ToDateTimeOffset(value),
        TypeKind.TimeSpan => value is TimeSpan ? value : value is string text && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null,
        TypeKind.Bytes => value is byte[] bytes ? bytes : value is string text ? FromBase64(text) : null,
        TypeKind.Uri => value is string text && Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out _) ? text.Trim() : null,
        TypeKind.HttpStatusCode => ToStatusCode(value),
        TypeKind.Json => Structure(value, ObjectOrigin.Script),
        TypeKind.JsonNode => Structure(value, ObjectOrigin.JsonNode),
        TypeKind.TextDictionary => Structure(value, ObjectOrigin.Script) is ObjectValue members ? Texts(members) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A single value cannot be of this kind."),
    };

    private static object? ToBoolean(object value) => value switch
    {
        bool => value,
        string text => bool.TryParse(text, out var truth) ? truth : null,
        decimal number => number != 0,
        float number => number != 0,
        _ => ToDouble(value) is { } number ? number != 0 : null,
    };

    private static long? Whole(object value, long least, long most)
    {
        var whole = value switch
        {
            int number => number,
            short number => number,
            long number => number,
            bool truth => truth ? 1 : 0,
            string text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
            double number => Rounded(number),
            float number => Rounded(number),
            decimal number => decimal.Round(number) is >= long.MinValue and <= long.MaxValue and var rounded ? (long)rounded : null,
            _ => (long?)null,
        };
        return whole >= least && whole <= most ? whole : null;
    }

    // Half to even, like .NET's conversion; the upper limit is exclusive, since long.MaxValue itself is no double.
    private static long? Rounded(double number)
    {
        var rounded = Math.Round(number);
        return rounded is >= -9223372036854775808d and < 9223372036854775808d ? (long)rounded : null;
    }

    private static double? ToDouble(object value) => value switch
    {
        double number => number,
        int number => number,
        short number => number,
        long number => number,
        decimal number => (double)number,
        bool truth => truth ? 1 : 0,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static object? ToSingle(object value) => value is string text
        ? float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) ? single : null
        : ToDouble(value) is { } number ? (float)number : null;

    private static object? ToDecimal(object value) => value switch
    {
        decimal => value,
        int number => (decimal)number,
        short number => (decimal)number,
        long number => (decimal)number,
        bool truth => truth ? 1m : 0m,
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        double number => Math.Abs(number) < 7.9e28 ? (decimal)number : null,
        float number => Math.Abs(number) < 7.9e28f ? (decimal)number : null,
        _ => null,
    };

    private static object? ToDateTime(object value) => value switch
    {
        DateTime => value,
        DateTimeOffset moment => moment.UtcDateTime,
        // A text with an offset means an instant; the machine's own zone must not matter.
        string text when NamesYear(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment) => moment,
        _ => null,
    };

    private static object? ToDateTimeOffset(object value) => value switch
    {
        DateTimeOffset => value,
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        string text when NamesYear(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => moment,
        _ => null,
    };

    /// <summary>Whether a date is complete. .NET would take a missing year or day from the clock, which this engine must not read.</summary>
    private static bool NamesYear(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var date = text.AsSpan(0, colon < 0 ? text.Length : colon);
        var (groups, length, longest) = (0, 0, 0);
        foreach (var letter in date)
        {
            length = char.IsAsciiDigit(letter) ? length + 1 : 0;
            groups += length == 1 ? 1 : 0;
            longest = Math.Max(longest, length);
        }
        return longest >= 4 || groups - (colon < 0 ? 0 : 1) >= 3;
    }

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static object? ToStatusCode(object value)
    {
        if (Whole(value, 0, 999) is { } number)
            return (int)number;
        return value is string text && Enum.TryParse<HttpStatusCode>(text, ignoreCase: true, out var code) ? (int)code : null;
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    /// <summary>An object or a list, made anew where its text form would be another.</summary>
    private static object? Structure(object value, ObjectOrigin origin) => value switch
    {
        string text => LooksLikeJson(text) && ValueJson.TryParse(text, origin, out var parsed) ? parsed : null,
        ObjectValue members when members.Origin == origin => members,
        ObjectValue or ListValue => WithOrigin(value, origin, depth: 0),
        _ => null,
    };

    private static object? WithOrigin(object? value, ObjectOrigin origin, int depth)
    {
        ValueDepthException.ThrowIfBeyond(depth);
        if (value is ListValue list)
            return new ListValue(list.Select(item => WithOrigin(item, origin, depth + 1)), list.ElementType) { IsGiven = origin != ObjectOrigin.Script };
        if (value is not ObjectValue members)
            return value;

        var copy = new ObjectValue(origin);
        foreach (var (name, member) in members)
            copy.Add(name, WithOrigin(member, origin, depth + 1));
        return copy;
    }

    private static ObjectValue Texts(ObjectValue members)
    {
        if (members.All(member => member.Value is null or string))
            return members;
        var texts = new ObjectValue(members.Origin);
        foreach (var (name, member) in members)
            texts.Add(name, TextForm.Of(member));
        return texts;
    }

    private static bool TryToList(object value, WorkflowType type, WorkflowType element, out object? result)
    {
        var elementType = element.Kind == TypeKind.Object ? null : element.ToString();
        if (value is ListValue same && same.ElementType == elementType && !type.IsSet)
        {
            result = value;
            return true;
        }

        result = null;
        var items = value switch
        {
            ListValue list => list,
            string text => Items(text, element),
            _ => null,
        };
        if (items is null)
            return false;

        var converted = new List<object?>();
        var seen = type.IsSet ? new HashSet<object>() : null;
        var isWhole = true;
        foreach (var item in items)
        {
            isWhole &= TryTo(item, element, out var one);
            if (seen is null || one is null || seen.Add(one))
                converted.Add(one);
        }
        result = new ListValue(converted, elementType);
        return isWhole;
    }

    /// <summary>A text as a list: its JSON, else itself as the only text, else its characters (as Elsa, where a text is a sequence of them).</summary>
    private static IEnumerable<object?>? Items(string text, WorkflowType element)
    {
        if (LooksLikeJson(text))
            return ValueJson.TryParse(text, ObjectOrigin.Script, out var parsed) ? parsed as ListValue : null;
        if (element.Kind == TypeKind.String)
            return [text];
        return element.Kind is TypeKind.Int16 or TypeKind.Int32 or TypeKind.Int64
            ? text.Select(letter => (object?)(int)letter)
            : text.Select(letter => (object?)letter.ToString());
    }
}
