using Turnpike.Text;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>A compiled body with its head: where it starts and how large its frame is. Immutable.</summary>
internal sealed class Plan(int id, int frameSize, Step first, SourceText source, TextSpan span)
{
    public SourceText Source { get; } = source;

    /// <summary>The clause, for errors.</summary>
    public TextSpan Span { get; } = span;

    public void Run(Machine machine)
    {
        var frame = machine.Rent(id, frameSize);
        first.Run(machine, frame);
        machine.Return(id, frame);
    }

    /// <summary>As <see cref="Run(Machine)"/>, with the arguments of a call in the first slots.</summary>
    public void Run(Machine machine, int arguments, int count)
    {
        if (count == 0)
        {
            Run(machine);
            return;
        }

        var frame = machine.Rent(id, frameSize);
        var values = machine.Arguments(arguments, count);
        for (var i = 0; i < count; i++)
        {
            frame[i].Value = values[i];
        }

        first.Run(machine, frame);
        machine.Return(id, frame);
    }
}

/// <summary>A definition and its else clauses.</summary>
internal sealed record Chain(Plan[] Clauses);
