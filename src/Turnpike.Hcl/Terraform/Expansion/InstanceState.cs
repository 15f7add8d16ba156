using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.DataSources;
using Turnpike.Hcl.Terraform.Decoding;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>One instance of a resource while a root is expanded.</summary>
internal sealed class InstanceState
{
    private DecodedBlock? _decoded;
    private HclValue _referenced;
    private HclScope? _scope;
    private bool _isDecoding;

    public InstanceState(ResourceGroup group, int index)
    {
        Group = group;
        Index = index;
        Key = group.Repetition.Keys[index];
        Address = new ResourceInstanceAddress(group.Module.Address, group.Declaration.Mode, group.Declaration.Type, group.Declaration.Name, Key);
        Path = new UnknownPath(Address.Text);
    }

    public ResourceGroup Group { get; }

    public int Index { get; }

    public Value? Key { get; }

    public ResourceInstanceAddress Address { get; }

    /// <summary>Names what is not known of it.</summary>
    public UnknownPath Path { get; }

    /// <summary>The module's scope with <c>count</c> or <c>each</c>.</summary>
    public HclScope Scope => _scope ??= Group.Repetition.ScopeOf(Index, Group.Module.Scope);

    public bool IsEvaluated { get; private set; }

    public bool IsDeferred { get; private set; }

    /// <summary>Null while it is being computed, which only a circle sees.</summary>
    public DecodedBlock? Decoded
    {
        get
        {
            if (_decoded is null && !_isDecoding)
            {
                _isDecoding = true;
                _decoded = Decode();
            }

            return _decoded;
        }
    }

    /// <summary>The value as others see it when they refer to it: what is not known is theirs to wait for.</summary>
    public HclValue Referenced
    {
        get
        {
            if (!_referenced.Exists)
            {
                if (Decoded is not { } decoded)
                {
                    return HclValue.Dynamic;
                }

                _referenced = Group.Schema is { } schema && Group.Declaration.Mode == TerraformMode.Managed
                    ? ReferencedValue.Of(decoded.Value, schema, Path)
                    : Group.Schema is null ? RootState.UnknownOf(HclType.Dynamic, Address.Text, UnknownOrigin.Reference) : decoded.Value;
            }

            return _referenced;
        }
    }

    /// <summary>No value where there is no such attribute.</summary>
    public HclValue Attribute(string name)
    {
        if (Decoded is not { } decoded)
        {
            return HclValue.Dynamic;
        }

        if (Group.Schema is null)
        {
            return decoded.Value.Type is ObjectType written && written.IndexOf(name) >= 0
                ? decoded.Value.ElementAt(name)
                : new HclValue(HclType.Dynamic, new UnknownValue(Path.Child(Value.Of(name)), UnknownOrigin.Reference));
        }

        var value = Referenced;
        return value.Type is ObjectType type && type.IndexOf(name) >= 0 ? value.ElementAt(name) : value.Type is ObjectType ? default : HclValue.Dynamic;
    }

    private DecodedBlock Decode()
    {
        var root = Group.Module.Root;
        var decoder = new BodyDecoder(root.Evaluator, root.Diagnostics, root.Options.Limits) { IsKept = Group.Declaration.Mode != TerraformMode.Ephemeral };
        if (Group.Schema is not { } schema)
        {
            return decoder.DecodeAsWritten(Group.Declaration.Arguments, Scope, Group.Place);
        }

        var isManaged = Group.Declaration.Mode == TerraformMode.Managed;
        var decoded = decoder.Decode(
            Group.Declaration.Arguments, schema, Scope, Path, Group.Place, isManaged ? UnknownOrigin.ComputedUnset : UnknownOrigin.Reference);
        switch (Group.Declaration.Mode)
        {
            case TerraformMode.Managed:
                decoded.Value = ProviderBehaviour.Planned(Group, decoded.Value, Path);
                break;
            case TerraformMode.Data:
                Read(decoded);
                break;
            default:
                decoded.Value = decoded.Value.WithMarks(OwnMarks.Ephemeral);
                break;
        }

        return decoded;
    }

    private void Read(DecodedBlock decoded)
    {
        var waits = Group.Module.IsDeferred || Group.Declaration.DependsOn.Any(t => ResourceReferenceText.Read(t) is { Mode: TerraformMode.Managed } || t.Root == "module");
        IsDeferred = waits || !PureDataSource.IsKnownConfiguration(decoded.Value, Group.Schema!);
        if (IsDeferred)
        {
            return;
        }

        try
        {
            if (PureDataSource.Read(Group.Provider, Group.Declaration.Type, decoded.Value, Group.ProviderSettings, Group.Module.Root.Evaluator) is { Exists: true } read)
            {
                decoded.Value = read;
                IsEvaluated = true;
            }
        }
        catch (PolicyException fault)
        {
            Group.Module.Root.Diagnostics.Add(TerraformDiagnostics.DataSourceFault(Group.Place, Address.Text, fault.Message));
        }
    }
}
