using IqWorkflows.Engine.Expressions.JavaScript.Running;
using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <content>Operands: names, literals, array literals and templates.</content>
internal sealed partial class Parser
{
    private Node ParsePrimary()
    {
        if (_ready is { } ready)
        {
            _ready = null;
            return ready;
        }

        var position = Start;
        var token = _scanner.Current;
        switch (token.Kind)
        {
            case T.Name:
                Next();
                if (token.Text == "variables" && Kind != T.Dot) _variables.IsReadOnly = false;
                return Reference(token.Text!, position);
            case T.Number:
                Next();
                return new ConstantNode(token.Number, position);
            case T.Text:
                Next();
                return new ConstantNode(token.Text!, position);
            case T.Template: return ParseTemplate();
            case T.True:
                Next();
                return new ConstantNode(true, position);
            case T.False:
                Next();
                return new ConstantNode(false, position);
            case T.Null:
                Next();
                return new ConstantNode(JsValue.Null, position);
            case T.This:
                Next();
                _around.NoteThis();
                return new ThisNode(position);
            case T.OpenParen: return ParseParenthesesOrArrow(allowArrow: false);
            case T.OpenBracket: return ParseArrayLiteral();
            case T.OpenBrace: return ParseObjectLiteral();
            case T.Function: return ParseFunctionExpression();
            case T.Slash or T.SlashAssign: return ParsePattern();
            case T.Class: throw Error(Refusals.Classes, position);
            case T.Super: throw Error(Refusals.Super, position);
            case T.Import: throw Error(Refusals.Modules, position);
            default: throw Unexpected();
        }
    }

    private PatternNode ParsePattern()
    {
        var position = Start;
        _scanner.ReadPattern();
        var node = PatternNode.Read(_scanner, _scanner.Current.Text!, _scanner.Current.Raw!, position);
        Next();
        return node;
    }

    private ArrayLiteralNode ParseArrayLiteral()
    {
        var position = Start;
        Next();
        var elements = new List<Node?>();
        var endsWithComma = false;
        while (!Take(T.CloseBracket))
        {
            if (Take(T.Comma))
            {
                elements.Add(null);
                continue;
            }

            var at = Start;
            elements.Add(Take(T.Ellipsis) ? new SpreadNode(ParseAssignment(isCover: true), at) : ParseAssignment(isCover: true));
            endsWithComma = Kind == T.Comma;
            if (Kind != T.CloseBracket) Expect(T.Comma, ",");
        }

        return Checked(new ArrayLiteralNode([.. elements], endsWithComma, position));
    }

    private Node ParseTemplate()
    {
        var position = Start;
        var (cooked, _, values) = ParseTemplatePieces();
        if (Array.Exists(cooked, piece => piece is null)) throw Error("Invalid escape in a template text", position);
        return values.Length == 0 ? new ConstantNode(cooked[0]!, position) : Checked(new TemplateNode(cooked!, values, position));
    }

    private TaggedTemplateNode ParseTaggedTemplate(Node tag, int position)
    {
        var (cooked, raw, values) = ParseTemplatePieces();
        return new TaggedTemplateNode(tag, cooked, raw, values, position);
    }

    private (string?[] Cooked, string[] Raw, Node[] Values) ParseTemplatePieces()
    {
        var cooked = new List<string?>();
        var raw = new List<string>();
        var values = new List<Node>();
        while (true)
        {
            var token = _scanner.Current;
            cooked.Add(token.Text);
            raw.Add(token.Raw!);
            Next();
            if (token.IsTail) return ([.. cooked], [.. raw], [.. values]);

            values.Add(ParseExpression());
            if (Kind != T.CloseBrace) throw Unexpected("'}' is missing in a template text");
            _scanner.ReadTemplateRest();
        }
    }

    /// <summary>Names a function without name after what it is put in.</summary>
    private static void GiveName(Node? value, string name)
    {
        if (value is FunctionNode { Code.Name.Length: 0 } function) function.Code.Name = name;
    }
}
