using System.IO.Compression;

namespace IqWorkflows.Storage.Instances;

/// <summary>Makes long byte strings shorter where that pays. The first byte tells how the rest is written.</summary>
public static class Packing
{
    private const byte Plain = 0;
    private const byte Deflated = 1;

    // Below this the deflated form saves less than it costs in every step.
    private const int WorthTrying = 1024;

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= WorthTrying)
        {
            var buffer = new MemoryStream(bytes.Length / 2);
            buffer.WriteByte(Deflated);
            using (var deflate = new DeflateStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
                deflate.Write(bytes);
            if (buffer.Length <= bytes.Length)
                return buffer.ToArray();
        }
        var plain = new byte[bytes.Length + 1];
        plain[0] = Plain;
        bytes.CopyTo(plain.AsSpan(1));
        return plain;
    }

    /// <exception cref="InvalidDataException">These are not packed bytes.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.IsEmpty || packed[0] > Deflated)
            throw new InvalidDataException("These bytes were not packed by this program.");
        if (packed[0] == Plain)
            return packed[1..].ToArray();
        using var deflate = new DeflateStream(new MemoryStream(packed[1..].ToArray()), CompressionMode.Decompress);
        var unpacked = new MemoryStream();
        deflate.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
