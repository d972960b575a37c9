using System.Text;
using HandlebarsDotNet;

namespace IqWorkflows.Cases.Mail;

/// <summary>The two ways in which values are put into texts. Neither has helpers of ours: texts know if, unless and each, nothing else.</summary>
internal static class MailTemplates
{
    /// <summary>Stands where a value was missing; no text and no value can hold it.</summary>
    public const char Hole = '\uFFFF';

    /// <summary>Values become Markdown that shows them as they are, whatever they hold.</summary>
    public static IHandlebars Markdown { get; } = Environment(new MarkdownValues());

    public static IHandlebars Line { get; } = Environment(new PlainValues());

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IHandlebars Environment(ITextEncoder encoder) => Handlebars.Create(new HandlebarsConfiguration
    {
        TextEncoder = encoder,
#pragma warning disable CS0618 // what shall replace it takes two classes to say the same
        UnresolvedBindingFormatter = Hole + "{0}" + Hole,
#pragma warning restore CS0618
    });

    private abstract class Values : ITextEncoder
    {
        public void Encode(StringBuilder text, TextWriter target) => Encode(text.ToString(), target);

        public void Encode<T>(T text, TextWriter target) where T : IEnumerator<char>
        {
            while (text.MoveNext())
                Put(text.Current, target);
        }

        public void Encode(string text, TextWriter target)
        {
            foreach (var letter in text)
                Put(letter, target);
        }

        protected abstract void Put(char letter, TextWriter target);
    }

    private sealed class MarkdownValues : Values
    {
        protected override void Put(char letter, TextWriter target)
        {
            if (char.IsControl(letter))
            {
                target.Write(' '); // a line break would end the paragraph
                return;
            }
            if (char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter)))
                target.Write('\\');
            target.Write(letter);
        }
    }

    private sealed class PlainValues : Values
    {
        protected override void Put(char letter, TextWriter target) => target.Write(char.IsControl(letter) ? ' ' : letter);
    }
}
