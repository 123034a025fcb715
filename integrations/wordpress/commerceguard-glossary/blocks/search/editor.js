/* The search block in the editor: its two settings, and what the server makes of them. */

( function ( wp ) {
	const { createElement: element, Fragment } = wp.element;
	const { InspectorControls, useBlockProps } = wp.blockEditor;
	const { Disabled, PanelBody, RangeControl, TextControl } = wp.components;
	const { __ } = wp.i18n;

	function edit( { attributes, setAttributes } ) {
		const controls = element(
			PanelBody,
			{ title: __( 'Search', 'commerceguard-glossary' ) },
			element( TextControl, {
				label: __( 'Categories', 'commerceguard-glossary' ),
				help: __( 'Slugs, separated by spaces; none: all.', 'commerceguard-glossary' ),
				value: attributes.category,
				onChange: ( category ) => setAttributes( { category } ),
			} ),
			element( RangeControl, {
				label: __( 'Suggestions', 'commerceguard-glossary' ),
				min: 1,
				max: 20,
				value: attributes.limit,
				onChange: ( limit ) => setAttributes( { limit } ),
			} )
		);
		const preview = element( wp.serverSideRender, { block: 'commerceguard/glossary-search', attributes } );
		return element(
			Fragment,
			null,
			element( InspectorControls, null, controls ),
			element( 'div', useBlockProps(), element( Disabled, null, preview ) )
		);
	}

	wp.blocks.registerBlockType( 'commerceguard/glossary-search', { edit, save: () => null } );
} )( window.wp );
