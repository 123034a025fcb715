<?php
/**
 * The scripts of WordPress that editor.js needs.
 *
 * @package CommerceGuard\Glossary
 */

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n', 'wp-server-side-render' ),
	'version'      => '1.0.0',
);
