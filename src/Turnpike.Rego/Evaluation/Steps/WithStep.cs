using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>One replacement made by <c>with</c>.</summary>
internal abstract class Replacement
{
    /// <summary>The scope with the replacement in it; null where its value is undefined.</summary>
    public abstract DocumentScope? Apply(Machine machine, Slot[] frame, DocumentScope scope);
}

internal sealed class DocumentReplacement(bool isInput, Value[] path, Operand value) : Replacement
{
    public override DocumentScope? Apply(Machine machine, Slot[] frame, DocumentScope scope)
    {
        if (value.Get(machine, frame) is not { } given)
        {
            return null;
        }

        var merged = Laid.Over(isInput ? scope.Input : scope.Data, path, given);
        return isInput
            ? scope with { Input = merged }
            : scope with { Data = merged, Overrides = Overrides.Document(scope.Overrides, path) };
    }
}

internal sealed class FunctionReplacement(object function, Operand? value, object? replacement) : Replacement
{
    public override DocumentScope? Apply(Machine machine, Slot[] frame, DocumentScope scope)
    {
        var given = value?.Get(machine, frame);
        return given is null && replacement is null
            ? null
            : scope with { Overrides = Overrides.Function(scope.Overrides, function, given, replacement) };
    }
}

/// <summary>Runs statements under replaced documents and functions; <see cref="WithEndStep"/> ends them.</summary>
internal sealed class WithStep(Replacement[] replacements) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        var scope = new DocumentScope(machine.Input, machine.Data, machine.Overrides, machine.Memo);
        foreach (var replacement in replacements)
        {
            if (replacement.Apply(machine, frame, scope) is not { } changed)
            {
                return false;
            }

            scope = changed;
        }

        machine.EnterScope(scope);
        var stop = Next.Run(machine, frame);
        machine.LeaveScope();
        return stop;
    }
}

internal sealed class WithEndStep : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        var inner = machine.Suspend();
        var stop = Next.Run(machine, frame);
        machine.Resume(inner);
        return stop;
    }
}

/// <summary>Lays a value over a document at a path.</summary>
internal static class Laid
{
    /// <summary>The changed document; what is no object on the way gives way to one.</summary>
    public static Value Over(Value? document, ReadOnlySpan<Value> path, Value value)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        var (obj, below) = document switch
        {
            ObjectValue known => (known, Bags.Unwrap(known.Get(path[0]))),
            UnknownValue unknown => (Open(unknown), unknown.Child(path[0])),
            _ => (ObjectValue.Empty, null),
        };
        return obj.With(path[0], Over(below, path[1..], value));
    }

    // An object with any members at all, to which the given one is added.
    private static ObjectValue Open(UnknownValue unknown)
    {
        var any = MarkedItems.AnyOf(unknown, "[*]");
        return ObjectValue.Empty.With(MarkedItems.AnyOf(unknown, "[key]"), PathMark.From(unknown, isMany: true).Wrap(any));
    }
}
