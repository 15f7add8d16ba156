namespace Turnpike.Rego.Builtins.Templates;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode
{
    internal sealed record Text(string Value) : TemplateNode;

    /// <summary>Prints its pipeline, unless that sets a variable.</summary>
    internal sealed record Action(TemplatePipeline Pipeline) : TemplateNode;

    internal sealed record If(TemplatePipeline Condition, IReadOnlyList<TemplateNode> Then, IReadOnlyList<TemplateNode> Else, bool SetsDot) : TemplateNode;

    internal sealed record Range(TemplatePipeline Over, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Else) : TemplateNode;

    internal sealed record Break(bool IsContinue) : TemplateNode;

    internal sealed record Include(string Name, TemplatePipeline? Dot) : TemplateNode;
}

/// <summary><c>$x := a | f b</c></summary>
/// <param name="Variables">What is set; none where the value is printed.</param>
internal sealed record TemplatePipeline(IReadOnlyList<string> Variables, bool IsDeclaration, IReadOnlyList<IReadOnlyList<TemplateOperand>> Commands);

/// <summary>A word of a command, with fields taken from it.</summary>
internal sealed record TemplateOperand(TemplateOperandKind Kind, string Text, IReadOnlyList<string> Fields, TemplatePipeline? Inner);

internal enum TemplateOperandKind : byte
{
    Dot,
    Variable,
    Function,
    String,
    Number,
    Boolean,
    Nil,
    Pipeline,
}
