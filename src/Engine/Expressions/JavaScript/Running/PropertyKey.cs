using System.Globalization;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>Keys of properties: strings and symbols; array indices are strings of digits.</summary>
internal static class PropertyKey
{
    private static readonly string[] s_small = [.. Enumerable.Range(0, 1024).Select(index => index.ToString(CultureInfo.InvariantCulture))];

    public static string Of(uint index) => index < s_small.Length ? s_small[index] : index.ToString(CultureInfo.InvariantCulture);

    public static bool TryIndex(object key, out uint index)
    {
        index = 0;
        if (key is not string text || text.Length is 0 or > 10) return false;

        ulong value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = value * 10 + (uint)(digit - '0');
        }

        if ((text[0] == '0' && text.Length > 1) || value >= uint.MaxValue) return false;
        index = (uint)value;
        return true;
    }

    /// <summary>Whether a number is an array index as it stands, without a detour over text.</summary>
    public static bool TryIndex(JsValue value, out uint index)
    {
        index = 0;
        if (!value.IsNumber) return false;
        var number = value.Number;
        index = (uint)number;
        return index == number && index != uint.MaxValue;
    }

    public static string Show(object key) => key as string ?? key.ToString() ?? "";

    public static JsValue ToValue(object key) => key is string text ? text : (Symbol)key;
}
