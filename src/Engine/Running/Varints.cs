using System.Buffers;
using System.Text;

namespace IqWorkflows.Engine.Running;

/// <summary>Numbers and texts as bytes, small ones short: 7 bits a byte, least significant first.</summary>
internal static class Varints
{
    public static void Write(ArrayBufferWriter<byte> writer, ulong value)
    {
        var span = writer.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        span[length++] = (byte)value;
        writer.Advance(length);
    }

    public static void Write(ArrayBufferWriter<byte> writer, string text)
    {
        Write(writer, (ulong)Encoding.UTF8.GetByteCount(text));
        var span = writer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        writer.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    public static void Write(ArrayBufferWriter<byte> writer, ReadOnlySpan<byte> bytes)
    {
        Write(writer, (ulong)bytes.Length);
        writer.Write(bytes);
    }

    /// <exception cref="InvalidDataException">The bytes end before the number does.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }
        throw new InvalidDataException("A stored number ends too early.");
    }

    /// <exception cref="InvalidDataException">The bytes end before the text does.</exception>
    public static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> bytes)
    {
        var length = Read(ref bytes);
        if (length > (ulong)bytes.Length)
            throw new InvalidDataException("A stored text ends too early.");
        var taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }

    /// <exception cref="InvalidDataException">The bytes end before the text does.</exception>
    public static string ReadText(ref ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(ReadBytes(ref bytes));
}
