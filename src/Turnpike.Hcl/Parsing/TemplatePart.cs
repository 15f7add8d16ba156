using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

internal enum TemplatePartKind : byte
{
    Text,
    Value,
    If,
    Else,
    EndIf,
    For,
    EndFor,
}

/// <summary>A template as a flat row, before directives are matched with their ends.</summary>
internal readonly record struct TemplatePart(
    TemplatePartKind Kind,
    TextSpan Span,
    string Text = "",
    HclExpression? Expression = null,
    string? KeyName = null,
    string? ValueName = null,
    int Height = 1);
