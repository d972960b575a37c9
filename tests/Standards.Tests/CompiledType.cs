using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IqWorkflows.Standards.Tests;

/// <summary>A type of ours as the compiler wrote it; what compiler and generators add is left out.</summary>
internal sealed record CompiledType(string Project, string Namespace, string Name, TypeAttributes Attributes)
{
    public bool IsInterface => Attributes.HasFlag(TypeAttributes.Interface);

    public bool IsOpenClass => !IsInterface && (Attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract)) == 0;

    public override string ToString() => $"{Project}: {Namespace}.{Name}";

    public static IEnumerable<CompiledType> All => Repository.Projects.Where(project => project.StartsWith("src/", StringComparison.Ordinal)).SelectMany(In);

    private static IEnumerable<CompiledType> In(string project) => Read(project, metadata =>
        metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => !IsPage(metadata, type))
            .Select(type => new CompiledType(
                Path.GetFileNameWithoutExtension(project), NamespaceOf(metadata, type), metadata.GetString(type.Name), type.Attributes))
            .Where(type => type.Namespace.StartsWith("IqWorkflows", StringComparison.Ordinal) && !type.Name.Contains('<'))
            .ToList());

    /// <summary>Members of other assemblies that a project uses, as <c>Namespace.Type</c> and <c>Namespace.Type.Member</c>.</summary>
    public static IReadOnlySet<string> ForeignNamesIn(string project) => Read(project, metadata =>
    {
        var names = metadata.TypeReferences.Select(handle => FullName(metadata, metadata.GetTypeReference(handle))).ToHashSet();
        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference))
            names.Add($"{FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent))}.{metadata.GetString(member.Name)}");
        return names;
    });

    private static T Read<T>(string project, Func<MetadataReader, T> read)
    {
        var name = Repository.Xml(project).Descendants("AssemblyName").SingleOrDefault()?.Value ?? $"IqWorkflows.{Path.GetFileNameWithoutExtension(project)}";
        var file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        Assert.True(File.Exists(file), $"{project} is not referenced by the server, so nothing checks it: {file} is missing.");
        using var assembly = new PEReader(File.OpenRead(file));
        return read(assembly.GetMetadataReader());
    }

    /// <summary>Pages are written in Razor, whose compiler leaves their classes open.</summary>
    private static bool IsPage(MetadataReader metadata, TypeDefinition type) =>
        type.BaseType is { IsNil: false, Kind: HandleKind.TypeReference } of && FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)of)) == "Microsoft.AspNetCore.Components.ComponentBase";

    private static string NamespaceOf(MetadataReader metadata, TypeDefinition type) =>
        type.GetDeclaringType() is { IsNil: false } outer ? NamespaceOf(metadata, metadata.GetTypeDefinition(outer)) : metadata.GetString(type.Namespace);

    private static string FullName(MetadataReader metadata, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}.{metadata.GetString(type.Name)}"
            : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
