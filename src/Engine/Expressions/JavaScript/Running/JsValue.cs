using System.Runtime.CompilerServices;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

internal enum Kind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Symbol,
    Object,

    /// <summary>No value at all: a binding before its declaration, a hole in an array.</summary>
    Absent,
}

/// <summary>A value of the language. Two words, so that numbers and booleans need no memory of their own.</summary>
internal readonly struct JsValue
{
    private static readonly Tag s_null = new(Kind.Null);
    private static readonly Tag s_boolean = new(Kind.Boolean);
    private static readonly Tag s_number = new(Kind.Number);
    private static readonly Tag s_absent = new(Kind.Absent);

    private readonly object? _reference;
    private readonly double _number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsValue(object? reference, double number = 0)
    {
        _reference = reference;
        _number = number;
    }

    public static JsValue Undefined => default;

    public static JsValue Null => new(s_null);

    public static JsValue Absent => new(s_absent);

    public static JsValue True => new(s_boolean, 1);

    public static JsValue False => new(s_boolean);

    public static JsValue NaN => new(s_number, double.NaN);

    public static JsValue EmptyText => new("");

    public Kind Kind => _reference switch
    {
        null => Kind.Undefined,
        Tag tag => tag.Kind,
        string or Rope => Kind.String,
        Symbol _ => Kind.Symbol,
        _ => Kind.Object,
    };

    public bool IsUndefined => _reference is null;

    public bool IsNull => ReferenceEquals(_reference, s_null);

    public bool IsNullish => _reference is null || ReferenceEquals(_reference, s_null);

    public bool IsBoolean => ReferenceEquals(_reference, s_boolean);

    public bool IsNumber => ReferenceEquals(_reference, s_number);

    public bool IsText => _reference is string or Rope;

    public bool IsAbsent => ReferenceEquals(_reference, s_absent);

    public bool IsObject => _reference is JsObject;

    /// <summary>The number, if <see cref="IsNumber"/>.</summary>
    public double Number => _number;

    /// <summary>The boolean, if <see cref="IsBoolean"/>.</summary>
    public bool Boolean => _number != 0;

    /// <summary>The string, if <see cref="IsText"/>.</summary>
    public string Text => _reference is string text ? text : Unsafe.As<Rope>(_reference)!.Flatten();

    public int TextLength => _reference is string text ? text.Length : Unsafe.As<Rope>(_reference)!.Length;

    /// <summary>What the value holds by reference: a string, a rope, a symbol or an object; null for the others.</summary>
    public object? Reference => _reference is Tag ? null : _reference;

    public JsObject? Object => _reference as JsObject;

    public JsFunction? Function => _reference as JsFunction;

    public Symbol? Symbol => _reference as Symbol;

    public bool IsTrue
    {
        get
        {
            if (IsBoolean) return _number != 0;
            if (IsNumber) return _number != 0 && !double.IsNaN(_number);
            return _reference switch
            {
                string text => text.Length > 0,
                Rope rope => rope.Length > 0,
                JsObject => true,
                Symbol _ => true,
                _ => false,
            };
        }
    }

    public static implicit operator JsValue(double number) => new(s_number, number);

    public static implicit operator JsValue(bool value) => new(s_boolean, value ? 1 : 0);

    public static implicit operator JsValue(string text) => new(text);

    public static implicit operator JsValue(Rope rope) => new(rope);

    public static implicit operator JsValue(Symbol symbol) => new(symbol);

    public static implicit operator JsValue(JsObject value) => new(value);

    /// <summary>An accessor pair, which lives in property slots only and never reaches a script.</summary>
    public static JsValue Of(Accessor accessor) => new(accessor);

    public Accessor Accessor => Unsafe.As<Accessor>(_reference)!;

    public static bool StrictEquals(JsValue a, JsValue b)
    {
        if (a.IsNumber) return b.IsNumber && a._number == b._number;
        if (a.IsText) return b.IsText && a.TextLength == b.TextLength && a.Text == b.Text;
        if (a.IsBoolean) return b.IsBoolean && a._number == b._number;
        return ReferenceEquals(a._reference, b._reference);
    }

    /// <summary>Equality of Map keys and <c>includes</c>: NaN equals itself, the two zeros are one.</summary>
    public static bool SameValueZero(JsValue a, JsValue b) =>
        StrictEquals(a, b) || (a.IsNumber && b.IsNumber && double.IsNaN(a._number) && double.IsNaN(b._number));

    public static bool SameValue(JsValue a, JsValue b) =>
        a.IsNumber && b.IsNumber ? a._number.Equals(b._number) && double.IsNegative(a._number) == double.IsNegative(b._number) | double.IsNaN(a._number)
        : StrictEquals(a, b);

    /// <summary>For debugging only: what a script sees comes from <see cref="Conversions"/>.</summary>
    public override string ToString() => Kind switch
    {
        Kind.Number => NumberText.Of(_number),
        Kind.String => Text,
        Kind.Boolean => Boolean ? "true" : "false",
        Kind.Null => "null",
        _ => _reference?.ToString() ?? "undefined",
    };

    private sealed class Tag(Kind kind)
    {
        public readonly Kind Kind = kind;
    }
}

/// <summary>A symbol: a property key equal to nothing but itself.</summary>
internal sealed class Symbol(string? description)
{
    public static readonly Symbol Iterator = new("Symbol.iterator");
    public static readonly Symbol ToPrimitive = new("Symbol.toPrimitive");
    public static readonly Symbol ToStringTag = new("Symbol.toStringTag");
    public static readonly Symbol HasInstance = new("Symbol.hasInstance");
    public static readonly Symbol AsyncIterator = new("Symbol.asyncIterator");
    public static readonly Symbol IsConcatSpreadable = new("Symbol.isConcatSpreadable");
    public static readonly Symbol Species = new("Symbol.species");
    public static readonly Symbol Unscopables = new("Symbol.unscopables");
    public static readonly Symbol Match = new("Symbol.match");
    public static readonly Symbol MatchAll = new("Symbol.matchAll");
    public static readonly Symbol Replace = new("Symbol.replace");
    public static readonly Symbol Search = new("Symbol.search");
    public static readonly Symbol Split = new("Symbol.split");

    public string? Description { get; } = description;

    public override string ToString() => $"Symbol({Description})";
}

/// <summary>The getter and setter of an accessor property.</summary>
internal sealed record Accessor(JsFunction? Getter, JsFunction? Setter);
