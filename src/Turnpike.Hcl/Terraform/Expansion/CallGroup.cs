using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>A module call in one instance of its module, with the instances it makes.</summary>
internal sealed class CallGroup
{
    private Repetition? _repetition;
    private List<CallInstance>? _instances;
    private HclValue _whole;
    private bool _isRepeating;

    public CallGroup(ModuleScope owner, ModuleCallDeclaration declaration)
    {
        Owner = owner;
        Declaration = declaration;
        Node = owner.Node.Children[declaration.Name];
    }

    public ModuleScope Owner { get; }

    public ModuleCallDeclaration Declaration { get; }

    public ModuleNode Node { get; }

    /// <summary>By the variable they set. Faults of form are reported when the module's references are checked.</summary>
    public IReadOnlyDictionary<string, HclAttribute> Arguments => Owner.Model.Arguments(Declaration);

    public Repetition Repetition
    {
        get
        {
            if (_repetition is null)
            {
                if (_isRepeating)
                {
                    return Repetition.OfUnknown(RepetitionKind.ForEach, HclValue.Dynamic);
                }

                _isRepeating = true;
                _repetition = Repetition.Evaluate(
                    Declaration.Count, Declaration.ForEach, Owner.Scope, Owner.Root.Evaluator, Owner.Root.Diagnostics, Owner.Root.Options.Limits);
                Owner.Root.IsCut |= _repetition.IsFaulty;
                if (!_repetition.IsKnown)
                {
                    var expression = Declaration.Count ?? Declaration.ForEach!;
                    Owner.Root.Diagnostics.Add(TerraformDiagnostics.UnknownRepetition(
                        expression, "module." + Declaration.Name, Declaration.Count is null, UnknownReason.Of(_repetition.Unknown.Value)));
                }
            }

            return _repetition;
        }
    }

    /// <summary>Empty where the module's code is missing.</summary>
    public IReadOnlyList<CallInstance> Instances
    {
        get
        {
            if (_instances is null)
            {
                _instances = [];
                if (Node.Model is not null)
                {
                    Make(_instances);
                }
            }

            return _instances;
        }
    }

    private void Make(List<CallInstance> instances)
    {
        var root = Owner.Root;
        for (var i = 0; i < Repetition.Keys.Count; i++)
        {
            if (++root.ModuleCount > root.Options.Limits.MaxModuleInstances)
            {
                if (!root.IsCut)
                {
                    root.Diagnostics.Add(TerraformDiagnostics.TooManyModules(new SourcePlace(Declaration.Block.Source, Declaration.Block.DefinitionSpan), root.Options.Limits.MaxModuleInstances));
                }

                root.IsCut = true;
                return;
            }

            instances.Add(new CallInstance(this, i, Repetition.ScopeOf(i, Owner.Scope)));
        }
    }

    public CallInstance? Find(Value key)
    {
        foreach (var instance in Instances)
        {
            if (instance.Key is not null && instance.Key.Equals(key))
            {
                return instance;
            }
        }

        return null;
    }

    public HclValue UnknownValue(HclType type) =>
        new(type, Repetition.Unknown.Value is UnknownValue unknown ? unknown.Refined(null) : HclValue.Unknown(type).Value);

    /// <summary>All instances by their keys.</summary>
    public HclValue WholeValue()
    {
        if (!_whole.Exists)
        {
            _whole = Repetition.Kind == RepetitionKind.Count
                ? HclValue.Tuple([.. Instances.Select(static i => i.WholeValue())])
                : HclValue.Object([.. Instances.Select(static i => (((StringValue)i.Key!).Value, i.WholeValue()))]);
        }

        return _whole;
    }
}

/// <summary>One instance of a module call.</summary>
internal sealed class CallInstance
{
    private ModuleScope? _module;
    private HclValue _whole;

    public CallInstance(CallGroup group, int index, HclScope scope)
    {
        Group = group;
        Index = index;
        Scope = scope;
    }

    public CallGroup Group { get; }

    public int Index { get; }

    public Value? Key => Group.Repetition.Keys[Index];

    /// <summary>The caller's scope with <c>count</c> or <c>each</c>: where the arguments are evaluated.</summary>
    public HclScope Scope { get; }

    public ModuleScope Module => _module ??= new ModuleScope(Group.Owner.Root, Group.Node, Group.Owner, Group, this);

    /// <summary>All outputs.</summary>
    public HclValue WholeValue()
    {
        if (!_whole.Exists)
        {
            _whole = HclValue.Object([.. Module.Model.Outputs.Values.Select(o => (o.Name, Module.Output(o)))]);
        }

        return _whole;
    }
}
