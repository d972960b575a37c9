using System.Globalization;
using System.Text.Json;

namespace IqWorkflows.Server.Checking;

/// <summary>Finds the lines on which places of a JSON file stand.</summary>
internal static class JsonPlaces
{
    /// <param name="utf8">The file; it has been read before, so it is JSON.</param>
    /// <param name="places">JSON paths as problems name them, for example <c>$.root.activities[3].id</c>.</param>
    /// <returns>Line numbers from 1 by place. Of a place that the file does not have, the line of the closest one around it.</returns>
    public static Dictionary<string, int> Lines(ReadOnlySpan<byte> utf8, IEnumerable<string> places)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var asked = places.Distinct(StringComparer.Ordinal).ToList();
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in asked)
        {
            for (var around = place; around is not null && wanted.Add(around);)
                around = Around(around);
        }
        if (wanted.Count == 0)
            return found;

        Walk(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, wanted, found);
        foreach (var place in asked)
        {
            for (var around = place; around is not null; around = Around(around))
            {
                if (!found.TryGetValue(around, out var line))
                    continue;
                found[place] = line;
                break;
            }
        }
        return found;
    }

    private static string? Around(string place)
    {
        var cut = place.LastIndexOfAny(['.', '[']);
        return cut < 0 ? null : place[..cut];
    }

    private static void Walk(ReadOnlySpan<byte> utf8, HashSet<string> wanted, Dictionary<string, int> found)
    {
        var byText = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        var path = new PathBuffer();
        var levels = new Stack<(int Length, int Index)>(); // Index is -1 within an object
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1024 });
        var line = 1;
        long counted = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path.Cut(levels.Pop().Length);
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path.Cut(levels.Peek().Length);
                path.Append('.');
                path.Append(reader.GetString()!); // a property has a name
                continue;
            }
            if (levels.TryPeek(out var level) && level.Index >= 0)
            {
                levels.Pop();
                levels.Push((level.Length, level.Index + 1));
                path.Cut(level.Length);
                path.Append('[');
                path.Append(level.Index.ToString(CultureInfo.InvariantCulture));
                path.Append(']');
            }
            else if (levels.Count == 0)
            {
                path.Append('$');
            }
            if (byText.TryGetValue(path.Text, out var place))
            {
                line += utf8[(int)counted..(int)reader.TokenStartIndex].Count((byte)'\n');
                counted = reader.TokenStartIndex;
                found.TryAdd(place, line);
            }
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                levels.Push((path.Length, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        }
    }

    /// <summary>The path of the place being read; no text is made of it unless somebody asked for it.</summary>
    private sealed class PathBuffer
    {
        private char[] _letters = new char[256];

        public int Length { get; private set; }

        public ReadOnlySpan<char> Text => _letters.AsSpan(0, Length);

        public void Cut(int length) => Length = length;

        public void Append(char letter) => Append([letter]);

        public void Append(ReadOnlySpan<char> text)
        {
            if (Length + text.Length > _letters.Length)
                Array.Resize(ref _letters, Math.Max(_letters.Length * 2, Length + text.Length));
            text.CopyTo(_letters.AsSpan(Length));
            Length += text.Length;
        }
    }
}
